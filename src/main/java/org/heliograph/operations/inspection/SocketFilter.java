package org.heliograph.operations.inspection;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import org.heliograph.hub.Connection;
import org.heliograph.json.JsonText;

/**
 * Which sockets are asked for; null in place of any condition but the last is none.
 *
 * @param dialect      see {@link org.heliograph.hub.Dialect#name}
 * @param organization the id of the organisation whose events it may receive
 * @param user         a part of the e-mail address or of the id, in any case
 * @param address      the beginning of the address
 * @param slow         only those whose peer does not keep up
 */
public record SocketFilter(String dialect, String organization, String user, String address, boolean slow) {
    /** The conditions as parameters of a question. */
    JsonObjectBuilder parameters() {
        return JsonText.object()
                .add("dialect", JsonText.value(dialect))
                .add("organization", JsonText.value(organization))
                .add("user", JsonText.value(user))
                .add("address", JsonText.value(address))
                .add("slow", slow);
    }

    static SocketFilter of(JsonObject parameters) {
        return new SocketFilter(
                parameters.getString("dialect", null),
                parameters.getString("organization", null),
                parameters.getString("user", null),
                parameters.getString("address", null),
                parameters.getBoolean("slow", false));
    }

    boolean matches(Connection connection) {
        return (dialect == null || dialect.equals(connection.dialect().name()))
                && (organization == null || organization.equals(connection.organizationId()))
                && (user == null || isOf(connection))
                && (address == null || connection.address().startsWith(address))
                && (!slow || connection.figures().outbox().isSlow());
    }

    private boolean isOf(Connection connection) {
        if (connection.caller() == null) {
            return false;
        }
        String part = user.toLowerCase(Locale.ROOT);
        String email = connection.caller().email();
        return connection.caller().userId().toLowerCase(Locale.ROOT).contains(part)
                || email != null && email.toLowerCase(Locale.ROOT).contains(part);
    }
}
