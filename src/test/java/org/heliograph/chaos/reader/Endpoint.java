package org.heliograph.chaos.reader;

import java.io.IOException;
import org.heliograph.chaos.model.AlertTopic;

/** An endpoint of the server and the subscription that a reader sends there. */
public final class Endpoint {
    private interface Opening {
        ReaderConnection open(int port, int receiveBuffer, long since, String epoch) throws IOException;
    }

    private final String name;
    private final Dialect dialect;
    private final Opening opening;

    private Endpoint(String name, Dialect dialect, Opening opening) {
        this.name = name;
        this.dialect = dialect;
        this.opening = opening;
    }

    /** {@code /api/realtime}, for the machines of an organisation. */
    public static Endpoint fleetSocket(String organization, String token) {
        String path = "/api/realtime?org_id=" + organization + "&token=" + token;
        return new Endpoint("fleet socket", Dialect.FLEET, (port, receiveBuffer, since, epoch) -> {
            WebSocketConnection connection = new WebSocketConnection(port, receiveBuffer, path, "{\"type\":\"ping\"}");
            return connection.sendText("{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"since\":{\"machines\":"
                    + json(since, epoch) + "}}");
        });
    }

    /** {@code /api/events}, for the same topic. */
    public static Endpoint fleetStream(String organization, String token) {
        String path = "/api/events?channel=machines&org_id=" + organization + "&token=" + token;
        return new Endpoint(
                "fleet stream",
                Dialect.FLEET,
                (port, receiveBuffer, since, epoch) -> new SseConnection(
                        port, receiveBuffer, path, epoch.isEmpty() ? "" + since : since + "@" + epoch));
    }

    /** {@code /ws/alerts}, for one site or all. The server ignores other objects there, so an empty one serves as ping. */
    public static Endpoint alerts(AlertTopic alerts) {
        String sites = alerts.site().isEmpty() ? "[]" : "[\"" + alerts.site() + "\"]";
        return new Endpoint("alerts socket " + sites, Dialect.ALERTS, (port, receiveBuffer, since, epoch) -> {
            WebSocketConnection connection = new WebSocketConnection(port, receiveBuffer, "/ws/alerts", "{}");
            return connection.sendText("{\"subscribe\":" + sites + ",\"since\":" + json(since, epoch) + "}");
        });
    }

    /** {@code /ws}, for a status page. */
    public static Endpoint statusPage(String slug) {
        return new Endpoint("status page socket", Dialect.STATUS_PAGE, (port, receiveBuffer, since, epoch) -> {
            WebSocketConnection connection =
                    new WebSocketConnection(port, receiveBuffer, "/ws", "{\"action\":\"list_subscriptions\"}");
            return connection.sendText(
                    "{\"action\":\"subscribe\",\"slug\":\"" + slug + "\",\"since\":" + json(since, epoch) + "}");
        });
    }

    private static String json(long since, String epoch) {
        return epoch.isEmpty() ? "" + since : "{\"seq\":" + since + ",\"epoch\":\"" + epoch + "\"}";
    }

    Dialect dialect() {
        return dialect;
    }

    /**
     * Opens a connection that is subscribed after a sequence.
     *
     * @param receiveBuffer bytes of the socket's receive buffer; 0 for the system's default
     * @param epoch         of the log in which the sequence counts; empty to name none
     */
    ReaderConnection open(int port, int receiveBuffer, long since, String epoch) throws IOException {
        return opening.open(port, receiveBuffer, since, epoch);
    }

    @Override
    public String toString() {
        return name;
    }
}
