package org.heliograph.gateway.sse;

import java.util.concurrent.ThreadLocalRandom;
import org.heliograph.event.LogPosition;
import org.heliograph.json.JsonText;

/** Events of a stream as text (WHATWG HTML, 9.2). */
public final class ServerSentEvent {
    private static final int MIN_RETRY_MILLIS = 1_000;
    private static final int MAX_RETRY_MILLIS = 5_000;

    private ServerSentEvent() {}

    /** A frame as an event with an id. @param resume where a browser that reconnects resumes */
    public static String of(String frame, LogPosition resume) {
        return "id: " + resume.text() + "\n" + of(frame);
    }

    /** A frame as an event without an id. The payload of another program may have line breaks; each begins a data line. */
    public static String of(String frame) {
        return "data: " + frame.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\ndata: ") + "\n\n";
    }

    /**
     * The first line of a stream: how long a browser waits before it reconnects, 1 to 5 s. It is random, so that clients that lose a
     * node together do not reconnect together.
     */
    public static String retry() {
        return "retry: " + ThreadLocalRandom.current().nextInt(MIN_RETRY_MILLIS, MAX_RETRY_MILLIS) + "\n\n";
    }

    /** The last event of a stream that the server ends. It has no id. */
    static String close(int code, String reason) {
        return "event: close\ndata: {\"code\":" + code + ",\"reason\":" + JsonText.quote(reason) + "}\n\n";
    }
}
