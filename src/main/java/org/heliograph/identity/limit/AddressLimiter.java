package org.heliograph.identity.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.heliograph.platform.MonotonicTime;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SignInSettings;

/**
 * Counts failed sign-ins of a client address on this node, whichever accounts they were for. A failure is forgotten bit by bit:
 * an address at its limit may fail again after the time of one failure.
 */
@ApplicationScoped
public class AddressLimiter {
    private static final int MOST_ADDRESSES = 50_000;

    private LongSupplier millis;
    private int limit;
    private double millisPerFailure;
    private Cache<String, Level> levels;

    /** @param failures those not yet forgotten @param atMillis when they were counted */
    private record Level(double failures, long atMillis) {}

    /** For the container's proxies. */
    protected AddressLimiter() {}

    @Inject
    AddressLimiter(Configuration configuration) {
        this(configuration, MonotonicTime::millis);
    }

    /** @param millis see {@link MonotonicTime#millis} */
    AddressLimiter(Configuration configuration, LongSupplier millis) {
        this.millis = millis;
        limit = configuration.get(SignInSettings.LOGIN_ADDRESS_FAILURES);
        Duration window = configuration.get(SignInSettings.LOGIN_LOCK);
        millisPerFailure = window.toMillis() / (double) limit;
        levels = Caffeine.newBuilder()
                .maximumSize(MOST_ADDRESSES)
                .expireAfterWrite(window)
                .executor(Runnable::run)
                .build();
    }

    /** Milliseconds until the address may sign in again; 0 when it may now. */
    public long waitMillis(String address) {
        Level level = levels.getIfPresent(address);
        if (level == null) {
            return 0;
        }
        double over = remaining(level, millis.getAsLong()) - (limit - 1);
        return over <= 0 ? 0 : (long) Math.ceil(over * millisPerFailure);
    }

    /** Counts a failure. */
    public void count(String address) {
        long now = millis.getAsLong();
        levels.asMap()
                .compute(
                        address,
                        (any, level) -> new Level(level == null ? 1 : Math.min(limit, remaining(level, now) + 1), now));
    }

    private double remaining(Level level, long now) {
        return Math.max(0, level.failures() - Math.max(0, now - level.atMillis()) / millisPerFailure);
    }
}
