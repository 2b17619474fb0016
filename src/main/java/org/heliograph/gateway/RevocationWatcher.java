package org.heliograph.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.event.Watcher;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Disconnect;
import org.heliograph.hub.SessionRegistry;

/** Ends the sockets, on every node, of those who have just lost what let them in. */
@ApplicationScoped
public class RevocationWatcher implements Watcher {
    /** The topic on which every lost right is told. */
    public static final Topic REVOCATIONS = new Topic("identity", "revocations");

    @Inject
    private SessionRegistry registry;

    @Override
    public Topic topic() {
        return REVOCATIONS;
    }

    @Override
    public void accept(Publication publication) {
        JsonObject payload = parse(publication.payload());
        String account = payload.getString("account_id", "");
        switch (publication.event()) {
            case "membership" -> close(account, payload.getString("org_id"));
            case "account" -> close(account, null);
            default -> {
                // other rights end elsewhere
            }
        }
    }

    /** @param organization null for every one */
    private void close(String account, String organization) {
        for (Connection connection : registry.all()) {
            if (connection.caller() != null
                    && connection.caller().userId().equals(account)
                    && (organization == null || organization.equals(connection.organizationId()))) {
                connection.close(Disconnect.ACCESS_REVOKED);
            }
        }
    }

    private static JsonObject parse(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }
}
