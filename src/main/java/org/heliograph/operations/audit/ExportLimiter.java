package org.heliograph.operations.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.heliograph.platform.MonotonicTime;
import org.heliograph.rest.ApiException;

/**
 * Bounds the exports of a node. Each holds a request thread until its reader has taken it, which may be never: there are {@value #MOST}
 * at once, one of a user and one of an organisation, and each ends {@value #MOST_MILLIS} milliseconds after its beginning. A write that waits
 * for the reader at that moment ends by the server's own timeout of writes. After that an export counts no more, also on a server without
 * such a timeout.
 */
@ApplicationScoped
public class ExportLimiter {
    static final int MOST = 4;
    static final long MOST_MILLIS = 60_000;

    /** The timeout of writes that the script for WildFly sets. */
    static final long WRITE_MILLIS = 90_000;

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

    /**
     * A place for an export.
     * @param orgId the organisation; null for the installation, which counts as one
     * @throws ApiException 429 while the user or the organisation has one, 503 while there are too many
     */
    Export begin(String user, String orgId) {
        long now = millis.getAsLong();
        synchronized (running) {
            running.removeIf(
                    export -> now - export.beganAt >= (export.writing ? MOST_MILLIS + WRITE_MILLIS : BEGIN_MILLIS));
            if (running.stream().anyMatch(export -> export.user.equals(user))) {
                throw new ApiException(
                                429, "RATE_LIMITED", "Another export of yours is not complete; try again in a moment.")
                        .retryAfter(RETRY_SECONDS);
            }
            if (running.stream().anyMatch(export -> Objects.equals(export.orgId, orgId))) {
                throw new ApiException(
                                429,
                                "RATE_LIMITED",
                                "Another export of the same audit log is not complete; try again in a moment.")
                        .retryAfter(RETRY_SECONDS);
            }
            if (running.size() >= MOST) {
                throw new ApiException(
                                503, "BUSY", "Other exports are not complete on this node; try again in a moment.")
                        .retryAfter(RETRY_SECONDS);
            }
            Export export = new Export(user, orgId, now);
            running.add(export);
            return export;
        }
    }

    /** One export, until it is closed. */
    final class Export implements AutoCloseable {
        private final String user;
        private final String orgId;
        private final long beganAt;
        private boolean writing;

        private Export(String user, String orgId, long beganAt) {
            this.user = user;
            this.orgId = orgId;
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
