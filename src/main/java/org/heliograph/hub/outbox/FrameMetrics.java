package org.heliograph.hub.outbox;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.heliograph.event.Publication;
import org.heliograph.metric.CounterFamily;
import org.heliograph.metric.DurationHistogram;
import org.heliograph.metric.EventAge;

/** Counts the frames of the connections of one dialect. */
public final class FrameMetrics {
    /** The names of the dialects. */
    public static final List<String> DIALECTS =
            List.of("fleet", "ws", "alerts", "fleet-stream", "status-page-stream", "alerts-stream");

    public static final CounterFamily SENT = new CounterFamily(
            "heliograph_frames_sent_total", "dialect", DIALECTS, "Frames that were written to sockets and streams.");
    public static final CounterFamily SENT_BYTES = new CounterFamily(
            "heliograph_frames_sent_bytes_total", "dialect", DIALECTS, "Their length, before compression.");
    public static final CounterFamily CONFLATED = new CounterFamily(
            "heliograph_frames_conflated_total",
            "Events of slow fleet clients that were merged into a newer one of the same row.");
    public static final CounterFamily DROPPED = new CounterFamily(
            "heliograph_frames_dropped_total",
            "reason",
            List.of("oldest", "oversized"),
            "Events that a client did not get: the oldest of a slow wall, or one that is larger than a queue.");
    public static final DurationHistogram DELIVERY = new DurationHistogram(
            "heliograph_delivery_seconds",
            "dialect",
            DIALECTS,
            "From the time of an event until it was written to a socket or stream, for the oldest of each write; "
                    + "for a connection that resumes, of what has happened since.");

    private static final Map<String, FrameMetrics> BY_DIALECT = new ConcurrentHashMap<>();

    private final LongAdder sent;
    private final LongAdder bytes;
    private final DurationHistogram.Series delivery;

    private FrameMetrics(String dialect) {
        sent = SENT.of(dialect);
        bytes = SENT_BYTES.of(dialect);
        delivery = DELIVERY.of(dialect);
    }

    /** That of a dialect, the same object for all its connections. */
    public static FrameMetrics of(String dialect) {
        String known = DIALECTS.contains(dialect) ? dialect : CounterFamily.OTHER;
        return BY_DIALECT.computeIfAbsent(known, FrameMetrics::new);
    }

    /** Counts a batch that the transport has written. */
    void count(List<Frame> written) {
        long length = 0;
        Publication oldest = null;
        for (Frame frame : written) {
            length += frame.bytes();
            if (oldest == null && !frame.isOfThePast()) {
                oldest = frame.publication();
            }
        }
        sent.add(written.size());
        bytes.add(length);
        if (oldest != null) {
            delivery.observe(EventAge.millis(oldest.timestamp()));
        }
    }
}
