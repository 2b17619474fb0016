package org.heliograph.testing.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.heliograph.testing.browser.NetworkLog.Frame;

/** One WebSocket of a page, as the developer tools show it. */
public final class SocketView {
    private final String id;
    private final String url;
    private final List<Frame> frames = new ArrayList<>();
    private int status;
    private String protocol = "";
    private OptionalDouble closedAt = OptionalDouble.empty();

    SocketView(String id, String url) {
        this.id = id;
        this.url = url;
    }

    String id() {
        return id;
    }

    void answered(int httpStatus, String subprotocol) {
        status = httpStatus;
        protocol = subprotocol;
    }

    void add(Frame frame) {
        frames.add(frame);
    }

    void closed(double at) {
        closedAt = OptionalDouble.of(at);
    }

    public String url() {
        return url;
    }

    /** The status that the handshake was answered with; 0 for none yet. */
    public int status() {
        return status;
    }

    /** The subprotocol of the answer, which repeats the one that carried a token; empty for none. */
    public String protocol() {
        return protocol;
    }

    public boolean isClosed() {
        return closedAt.isPresent();
    }

    /** When it was closed, in seconds. */
    public double closedAt() {
        return closedAt.orElseThrow();
    }

    /** All frames in the order in which they came and went. */
    public List<Frame> frames() {
        return List.copyOf(frames);
    }

    public List<String> sent() {
        return frames.stream().filter(Frame::sent).map(Frame::text).toList();
    }

    public List<String> received() {
        return frames.stream().filter(frame -> !frame.sent()).map(Frame::text).toList();
    }

    /** The event frames that came. */
    public List<Frame> events() {
        return frames.stream()
                .filter(frame -> !frame.sent() && frame.text().contains("\"type\":\"event\""))
                .toList();
    }
}
