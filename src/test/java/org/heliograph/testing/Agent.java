package org.heliograph.testing;

import jakarta.json.JsonObject;

/**
 * The agent of a registered machine.
 *
 * @param registration the response to the registration
 */
public record Agent(Server server, String name, JsonObject registration) {
    public String id() {
        return registration.getString("machine_id");
    }

    public String nodeKey() {
        return registration.getString("node_key");
    }

    /** Sends a heartbeat, which must be accepted. */
    public void heartbeat() {
        Answer answer = report("");
        if (answer.status() != 200) {
            throw new AssertionError(answer);
        }
    }

    /** Reports {@code offline}, as a graceful stop does; the report must be accepted. */
    public void shutDown() {
        Answer answer = report("\"status\":\"offline\"");
        if (answer.status() != 200) {
            throw new AssertionError(answer);
        }
    }

    /** Sends a report. @param fields further JSON members such as {@code "status":"offline"} */
    public Answer report(String fields) {
        String more = fields.isEmpty() ? "" : "," + fields;
        return server.api().post("/api/machine-heartbeat", "{\"node_key\":\"" + nodeKey() + "\"" + more + "}");
    }
}
