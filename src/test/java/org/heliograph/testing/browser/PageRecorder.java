package org.heliograph.testing.browser;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/** Records socket events and calls inside the page, with the page's clock. */
public final class PageRecorder {
    /**
     * A recorded event.
     *
     * @param what {@code opening}, {@code received}, {@code closed} or {@code called}
     * @param text the address, the frame, or the close code with its reason
     * @param at   milliseconds since 1970 by the page's clock
     */
    public record Entry(String what, String text, long at) {}

    static final String SCRIPT = """
            (() => {
              const entries = (window.recorded = []);
              const sockets = (window.openedSockets = []);
              const record = (what, text) => entries.push({ what, text, at: Date.now() });
              window.WebSocket = class extends WebSocket {
                constructor(...given) {
                  super(...given);
                  record("opening", String(given[0]));
                  sockets.push(this);
                  this.addEventListener("message", ({ data }) => record("received", String(data)));
                  this.addEventListener("close", ({ code, reason }) => record("closed", `${code} ${reason}`.trim()));
                }
              };
              const call = window.fetch;
              window.fetch = (input, init) => {
                record("called", String(input) + (init?.body ? " " + init.body : ""));
                return call.call(window, input, init);
              };
            })();
            """;

    private final Page page;

    PageRecorder(Page page) {
        this.page = page;
    }

    /** The entries of one kind whose text contains a part. */
    @SuppressWarnings("unchecked")
    public List<Entry> entries(String what, String part) {
        List<Map<String, Object>> rows = (List<Map<String, Object>>) page.evaluate("recorded");
        return rows.stream()
                .map(row -> new Entry(
                        (String) row.get("what"), (String) row.get("text"), ((Number) row.get("at")).longValue()))
                .filter(entry -> entry.what().equals(what) && entry.text().contains(part))
                .toList();
    }

    /** How the sockets of this page ended: close codes with their reasons. */
    public List<String> closes() {
        return entries("closed", "").stream().map(Entry::text).toList();
    }

    /** Sends a frame over the socket that the page opened last, as from the console. */
    public void sendOverThePagesSocket(String frame) {
        page.evaluate("frame => openedSockets.at(-1).send(frame)", frame);
    }

    /** Sends pings periodically, so that the server keeps the socket. */
    public void keepThePagesSocketOpen() {
        page.evaluate("""
                () => setInterval(() => {
                  const socket = openedSockets.at(-1);
                  if (socket.readyState === WebSocket.OPEN) socket.send('{"type":"ping"}');
                }, 500)
                """);
    }
}
