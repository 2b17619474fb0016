package org.heliograph.chaos.reader;

import java.io.IOException;
import org.heliograph.chaos.model.AlertTopic;

/** An endpoint of the server and the subscription that a reader sends there. */
public final class Endpoint {
    private interface Opening {
        ReaderConnection open(int port, int receiveBuffer, long since) throws IOException;
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
        return new Endpoint("fleet socket", Dialect.FLEET, (port, receiveBuffer, since) -> {
            WebSocketConnection connection = new WebSocketConnection(port, receiveBuffer, path, "{\"type\":\"ping\"}");
            return connection.sendText(
                    "{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"since\":{\"machines\":" + since + "}}");
        });
    }

    /** {@code /api/events}, for the same topic. */
    public static Endpoint fleetStream(String organization, String token) {
        String path = "/api/events?channel=machines&org_id=" + organization + "&token=" + token;
        return new Endpoint(
                "fleet stream",
                Dialect.FLEET,
                (port, receiveBuffer, since) -> new SseConnection(port, receiveBuffer, path, since));
    }

    /** {@code /ws/alerts}, for one site or all. The server ignores other objects there, so an empty one serves as ping. */
    public static Endpoint alerts(AlertTopic alerts) {
        String sites = alerts.site().isEmpty() ? "[]" : "[\"" + alerts.site() + "\"]";
        return new Endpoint("alerts socket " + sites, Dialect.ALERTS, (port, receiveBuffer, since) -> {
            WebSocketConnection connection = new WebSocketConnection(port, receiveBuffer, "/ws/alerts", "{}");
            return connection.sendText("{\"subscribe\":" + sites + ",\"since\":" + since + "}");
        });
    }

    /** {@code /ws}, for a status page. */
    public static Endpoint statusPage(String slug) {
        return new Endpoint("status page socket", Dialect.STATUS_PAGE, (port, receiveBuffer, since) -> {
            WebSocketConnection connection =
                    new WebSocketConnection(port, receiveBuffer, "/ws", "{\"action\":\"list_subscriptions\"}");
            return connection.sendText("{\"action\":\"subscribe\",\"slug\":\"" + slug + "\",\"since\":" + since + "}");
        });
    }

    Dialect dialect() {
        return dialect;
    }

    /**
     * Opens a connection that is subscribed after a sequence.
     *
     * @param receiveBuffer bytes of the socket's receive buffer; 0 for the system's default
     */
    ReaderConnection open(int port, int receiveBuffer, long since) throws IOException {
        return opening.open(port, receiveBuffer, since);
    }

    @Override
    public String toString() {
        return name;
    }
}
