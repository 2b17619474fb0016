package org.heliograph.gateway;

import java.time.Duration;
import org.heliograph.hub.Dialect;
import org.heliograph.hub.Dialect.Liveness;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.Setting;
import org.heliograph.settings.SocketSettings;

/** Base class of the hub's dialects: name, queue capacity and liveness, read from the settings once. */
public abstract class ConfiguredDialect implements Dialect {
    private String name;
    private int queueCapacity;
    private Liveness liveness;

    /** For the container's proxy. */
    protected ConfiguredDialect() {}

    /**
     * @param capacity   frames that may wait for one peer
     * @param silence    how long a peer may give no sign of life
     * @param check      time between two checks for silent peers
     * @param pongCounts see {@link Liveness}
     */
    protected ConfiguredDialect(
            String name,
            Configuration configuration,
            Setting<Integer> capacity,
            Setting<Duration> silence,
            Setting<Duration> check,
            boolean pongCounts) {
        this.name = name;
        this.queueCapacity = configuration.get(capacity);
        this.liveness = new Liveness(
                configuration.get(SocketSettings.PING_INTERVAL),
                configuration.get(silence),
                configuration.get(check),
                pongCounts);
    }

    @Override
    public String name() {
        return name;
    }

    protected int queueCapacity() {
        return queueCapacity;
    }

    @Override
    public Liveness liveness() {
        return liveness;
    }
}
