package org.heliograph.broker.redis;

import org.heliograph.metric.CounterFamily;

/** Counts what becomes of the connection to Redis. */
public final class RedisMetrics {
    public static final CounterFamily RECONNECTS = new CounterFamily(
            "heliograph_broker_reconnects_total", "Times that messages passed through Redis again after they had not.");

    private RedisMetrics() {}
}
