package org.heliograph.chaos.reader;

import java.io.IOException;
import org.heliograph.chaos.model.AlertTopic;

/** By which way a reader comes in, and what it asks for there. */
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
            WebSocketConnection line = new WebSocketConnection(port, receiveBuffer, path, "{\"type\":\"ping\"}");
            return line.say(
                    "{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"since\":{\"machines\":" + since + "}}");
        });
    }

    /** {@code /api/events}, for the same. */
    public static Endpoint fleetStream(String organization, String token) {
        String path = "/api/events?channel=machines&org_id=" + organization + "&token=" + token;
        return new Endpoint(
                "fleet stream",
                Dialect.FLEET,
                (port, receiveBuffer, since) -> new SseConnection(port, receiveBuffer, path, since));
    }

    /** {@code /ws/alerts}, for one site or all. What is no choice is passed over there, and so does for a sign of life. */
    public static Endpoint alerts(AlertTopic alerts) {
        String sites = alerts.site().isEmpty() ? "[]" : "[\"" + alerts.site() + "\"]";
        return new Endpoint("alerts socket " + sites, Dialect.ALERTS, (port, receiveBuffer, since) -> {
            WebSocketConnection line = new WebSocketConnection(port, receiveBuffer, "/ws/alerts", "{}");
            return line.say("{\"subscribe\":" + sites + ",\"since\":" + since + "}");
        });
    }

    /** {@code /ws}, for a status page. */
    public static Endpoint statusPage(String slug) {
        return new Endpoint("status page socket", Dialect.STATUS_PAGE, (port, receiveBuffer, since) -> {
            WebSocketConnection line =
                    new WebSocketConnection(port, receiveBuffer, "/ws", "{\"action\":\"list_subscriptions\"}");
            return line.say("{\"action\":\"subscribe\",\"slug\":\"" + slug + "\",\"since\":" + since + "}");
        });
    }

    Dialect dialect() {
        return dialect;
    }

    /**
     * Opens a line on which everything after a position comes.
     *
     * @param room bytes that the system may take for it before it reads; 0 for the usual
     */
    ReaderConnection open(int port, int receiveBuffer, long since) throws IOException {
        return opening.open(port, receiveBuffer, since);
    }

    @Override
    public String toString() {
        return name;
    }
}
