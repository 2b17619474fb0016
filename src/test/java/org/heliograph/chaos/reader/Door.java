package org.heliograph.chaos.reader;

import java.io.IOException;
import org.heliograph.chaos.truth.Alerts;

/** By which way a reader comes in, and what it asks for there. */
public final class Door {
    private interface Opening {
        Line open(int port, int room, long since) throws IOException;
    }

    private final String name;
    private final Dialect dialect;
    private final Opening opening;

    private Door(String name, Dialect dialect, Opening opening) {
        this.name = name;
        this.dialect = dialect;
        this.opening = opening;
    }

    /** {@code /api/realtime}, for the machines of an organisation. */
    public static Door fleetSocket(String organization, String token) {
        String path = "/api/realtime?org_id=" + organization + "&token=" + token;
        return new Door("fleet socket", Dialect.FLEET, (port, room, since) -> {
            SocketLine line = new SocketLine(port, room, path, "{\"type\":\"ping\"}");
            return line.say(
                    "{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"since\":{\"machines\":" + since + "}}");
        });
    }

    /** {@code /api/events}, for the same. */
    public static Door fleetStream(String organization, String token) {
        String path = "/api/events?channel=machines&org_id=" + organization + "&token=" + token;
        return new Door("fleet stream", Dialect.FLEET, (port, room, since) -> new StreamLine(port, room, path, since));
    }

    /** {@code /ws/alerts}, for one site or all. What is no choice is passed over there, and so does for a sign of life. */
    public static Door alerts(Alerts alerts) {
        String sites = alerts.site().isEmpty() ? "[]" : "[\"" + alerts.site() + "\"]";
        return new Door("alerts socket " + sites, Dialect.ALERTS, (port, room, since) -> {
            SocketLine line = new SocketLine(port, room, "/ws/alerts", "{}");
            return line.say("{\"subscribe\":" + sites + ",\"since\":" + since + "}");
        });
    }

    /** {@code /ws}, for a status page. */
    public static Door statusPage(String slug) {
        return new Door("status page socket", Dialect.STATUS_PAGE, (port, room, since) -> {
            SocketLine line = new SocketLine(port, room, "/ws", "{\"action\":\"list_subscriptions\"}");
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
    Line open(int port, int room, long since) throws IOException {
        return opening.open(port, room, since);
    }

    @Override
    public String toString() {
        return name;
    }
}
