package org.heliograph.chaos.writer;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Set;
import org.heliograph.chaos.model.MachineTopic;
import org.heliograph.testing.Api;
import org.heliograph.testing.Server;

/**
 * An organisation whose machines a writer changes.
 *
 * @param token of an administrator; good on every node
 */
public record OrganizationClient(String id, String token) {
    /** The same for another administrator. */
    public OrganizationClient as(String otherToken) {
        return new OrganizationClient(id, otherToken);
    }

    /** The topic of its machines. */
    public MachineTopic machines() {
        return new MachineTopic(id);
    }

    /** The data API of a node, for this administrator. */
    public Api on(Server node) {
        return node.api().with(token);
    }

    /** Makes a machine through the data API, which must succeed. @return its id */
    String make(Server node, ChangeRecorder recorder, String name) {
        return recorder.write(Set.of(machines().created(name)), () -> on(node).post("/api/db/machines", row(name)))
                .orElseThrow()
                .list()
                .getJsonObject(0)
                .getString("id");
    }

    /** The body that asks for a machine of that name. */
    String row(String name) {
        JsonObject row =
                Json.createObjectBuilder().add("org_id", id).add("name", name).build();
        return row.toString();
    }
}
