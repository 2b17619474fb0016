package org.heliograph.operations.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.heliograph.platform.MonotonicTime;
import org.heliograph.rest.ApiException;

/**
 * Bounds the exports of a node. Each holds a request thread until its reader has taken it, which may be never: there are {@value #MOST}
 * at once, one of a user, and each ends {@value #MOST_MILLIS} milliseconds after its beginning. A write that waits for the reader at that
 * moment ends by the server's own timeout of writes.
 */
@ApplicationScoped
public class ExportLimiter {
    static final int MOST = 2;
    static final long MOST_MILLIS = 60_000;

    /** After which one counts no more that never began to write, such as the response to a HEAD. */
    static final long BEGIN_MILLIS = 10_000;

    private static final long RETRY_SECONDS = 5;

    private final LongSupplier millis;
    private final List<Export> running = new ArrayList<>();

    /** Measures time by the monotonic clock. */
    public ExportLimiter() {
        this(MonotonicTime::millis);
    }

    ExportLimiter(LongSupplier millis) {
        this.millis = millis;
    }

    /** A place for an export. @throws ApiException 429 while the user has one, 503 while there are too many */
    Export begin(String user) {
        long now = millis.getAsLong();
        synchronized (running) {
            running.removeIf(export -> !export.writing && now - export.beganAt >= BEGIN_MILLIS);
            if (running.stream().anyMatch(export -> export.user.equals(user))) {
                throw new ApiException(
                                429, "RATE_LIMITED", "Another export of yours is not complete; try again in a moment.")
                        .retryAfter(RETRY_SECONDS);
            }
            if (running.size() >= MOST) {
                throw new ApiException(
                                503, "BUSY", "Other exports are not complete on this node; try again in a moment.")
                        .retryAfter(RETRY_SECONDS);
            }
            Export export = new Export(user, now);
            running.add(export);
            return export;
        }
    }

    /** One export, until it is closed. */
    final class Export implements AutoCloseable {
        private final String user;
        private final long beganAt;
        private boolean writing;

        private Export(String user, long beganAt) {
            this.user = user;
            this.beganAt = beganAt;
        }

        /** Its output, which refuses what comes too late. @throws IOException when the export was given up before it began to write */
        OutputStream to(OutputStream out) throws IOException {
            synchronized (running) {
                if (!running.contains(this)) {
                    throw new IOException("the export began too late");
                }
                writing = true;
            }
            return new FilterOutputStream(out) {
                @Override
                public void write(int b) throws IOException {
                    requireTime();
                    out.write(b);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    requireTime();
                    out.write(bytes, offset, length);
                }
            };
        }

        /** The reader sees that the file is not complete, as its connection is closed. */
        private void requireTime() throws IOException {
            if (millis.getAsLong() - beganAt >= MOST_MILLIS) {
                throw new IOException("the export took too long");
            }
        }

        @Override
        public void close() {
            synchronized (running) {
                running.remove(this);
            }
        }
    }
}
