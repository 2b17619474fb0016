package org.heliograph.mail;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Counts the mails of each key within the last hour, on this node, or what leads to one. */
public final class MailQuota {
    private static final long WINDOW_MILLIS = Duration.ofHours(1).toMillis();
    private static final int MOST_KEYS = 50_000;

    private final int limit;
    private final LongSupplier millis;
    /** The times of the mails of a key, the oldest first; at most {@link #limit}. */
    private final Map<String, long[]> mails;

    /** @param limit mails of a key within an hour @param millis a monotonic time */
    public MailQuota(int limit, LongSupplier millis) {
        this.limit = limit;
        this.millis = millis;
        // eviction on the caller's thread: the common pool does not belong to the application
        mails = Caffeine.newBuilder()
                .maximumSize(MOST_KEYS)
                .expireAfterWrite(Duration.ofMillis(WINDOW_MILLIS))
                .executor(Runnable::run)
                .<String, long[]>build()
                .asMap();
    }

    /** Counts a mail, if the key may have one now. @return 0, or the milliseconds until it may */
    public long take(String key) {
        long now = millis.getAsLong();
        AtomicLong wait = new AtomicLong();
        mails.compute(key, (any, all) -> {
            long[] recent = all == null
                    ? new long[0]
                    : Arrays.stream(all).filter(at -> now - at < WINDOW_MILLIS).toArray();
            if (recent.length >= limit) {
                wait.set(recent[0] + WINDOW_MILLIS - now);
                return recent;
            }
            long[] more = Arrays.copyOf(recent, recent.length + 1);
            more[recent.length] = now;
            return more;
        });
        return wait.get();
    }

    /** Uncounts the newest mail, which was not sent. */
    void giveBack(String key) {
        mails.computeIfPresent(key, (any, all) -> all.length <= 1 ? null : Arrays.copyOf(all, all.length - 1));
    }
}
