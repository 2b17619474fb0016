package org.heliograph.hub;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.heliograph.event.Publication;
import org.heliograph.hub.Dialect.Liveness;
import org.heliograph.hub.outbox.FrameQueue;
import org.heliograph.hub.outbox.RejectingQueue;

/** Encodes a publication as its event's name; fails for {@code unencodable}, with an Error for {@code overflow}. */
public class FakeDialect implements Dialect {
    final AtomicInteger encoded = new AtomicInteger();
    /** How many of the next encodings fail for want of memory. */
    int shortOfMemory;

    private final int capacity;
    private final boolean pongCounts;

    public FakeDialect(int capacity, boolean pongCounts) {
        this.capacity = capacity;
        this.pongCounts = pongCounts;
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public String encode(Publication publication) {
        encoded.incrementAndGet();
        if (publication.event().equals("unencodable")) {
            throw new IllegalArgumentException("no frame for this event");
        }
        if (publication.event().equals("overflow")) {
            throw new StackOverflowError("injected");
        }
        if (shortOfMemory > 0) {
            shortOfMemory--;
            throw new OutOfMemoryError("injected");
        }
        return publication.event();
    }

    @Override
    public String encodeSequenced(Publication publication) {
        return encode(publication) + "#" + publication.seq();
    }

    @Override
    public boolean namesEpochs() {
        return true;
    }

    @Override
    public String encodeSequenced(Publication publication, String epoch) {
        return encodeSequenced(publication) + "@" + epoch;
    }

    @Override
    public String key(Publication publication) {
        return publication.event();
    }

    @Override
    public FrameQueue newQueue() {
        return new RejectingQueue(capacity);
    }

    @Override
    public Liveness liveness() {
        return new Liveness(Duration.ofSeconds(30), Duration.ofSeconds(90), Duration.ofSeconds(30), pongCounts);
    }
}
