package org.heliograph.testing;

import jakarta.json.JsonObject;

/**
 * A registered machine's agent.
 *
 * @param registration what the server answered
 */
public record Agent(Server server, String name, JsonObject registration) {
    public String id() {
        return registration.getString("machine_id");
    }

    public String nodeKey() {
        return registration.getString("node_key");
    }

    /** Reports, which must be accepted. */
    public void beat() {
        Answer answer = report("");
        if (answer.status() != 200) {
            throw new AssertionError(answer);
        }
    }

    /** Reports. @param fields further JSON members such as {@code "status":"offline"} */
    public Answer report(String fields) {
        String more = fields.isEmpty() ? "" : "," + fields;
        return server.api().post("/api/machine-heartbeat", "{\"node_key\":\"" + nodeKey() + "\"" + more + "}");
    }
}
