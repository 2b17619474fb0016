package org.heliograph.demo.services;

import java.util.random.RandomGenerator;

/** One simulated service behind a monitor: responds in about its usual time, and now and then not at all. */
final class SimulatedService {
    static final int INTERVAL_SECONDS = 10;
    private static final long PULSE_MILLIS = 8_000;
    private static final double WANDER = 0.08;
    private static final double SLOWEST = 3;

    private final String id;
    private final double usualMillis;
    private final boolean flaky;
    private final RandomGenerator random;
    private double latency;
    private double load = 0.5;
    private long pulseAt;
    private long turnAt;
    private boolean failing;
    private boolean ended;

    /** @param usualMillis its usual response time */
    SimulatedService(String id, double usualMillis, boolean flaky, RandomGenerator random) {
        this.id = id;
        this.usualMillis = usualMillis;
        this.flaky = flaky;
        this.random = random;
        this.latency = usualMillis;
    }

    String id() {
        return id;
    }

    /** The push token of its monitor. */
    String token() {
        return "demo-" + id;
    }

    /** Its monitor was deleted. */
    void end() {
        ended = true;
    }

    /** Whether a pulse is due now; each is due once. */
    boolean pulses(long now) {
        if (turnAt == 0) {
            turnAt = now + between(20_000, 120_000);
        }
        if (flaky && now >= turnAt) {
            failing = !failing;
            turnAt = now + (failing ? between(40_000, 80_000) : between(120_000, 300_000));
        }
        if (ended || failing || now < pulseAt) {
            return false;
        }
        pulseAt = now + PULSE_MILLIS;
        return true;
    }

    /** The query parameters of its next push. */
    String measure() {
        latency += (usualMillis - latency) * WANDER + random.nextGaussian() * usualMillis * WANDER;
        latency = Math.max(usualMillis / SLOWEST, Math.min(latency, usualMillis * SLOWEST));
        load = Math.max(0, Math.min(1, load + random.nextGaussian() * WANDER));
        return "latency=" + Math.round(latency * 10) / 10.0 + "&custom1=" + Math.round(load * 400) + "&custom2="
                + Math.round(load * 90 + 5);
    }

    private long between(long least, long most) {
        return random.nextLong(least, most);
    }
}
