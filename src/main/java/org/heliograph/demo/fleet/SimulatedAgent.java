package org.heliograph.demo.fleet;

import java.util.random.RandomGenerator;

/** The schedule of one simulated machine: heartbeats while it is up, pauses, and now and then a crash. */
final class SimulatedAgent {
    private static final long BEAT_MILLIS = 30_000;
    private static final double RESTLESS_SHARE = 0.3;
    private static final double CRASH_SHARE = 0.1;
    private static final double RESTING_SHARE = 0.25;

    /** What an agent does next. */
    enum Action {
        NOTHING,
        BEAT,
        SIGN_OFF,
        /** Stops without a report: the server has to detect it. */
        CRASH
    }

    private final MachineProfile profile;
    private final RandomGenerator random;
    private final boolean restless;
    private boolean up;
    private boolean introduced;
    private long beatAt;
    private long turnAt;

    SimulatedAgent(MachineProfile profile, RandomGenerator random, long now) {
        this.profile = profile;
        this.random = random;
        this.restless = profile.ephemeral() || random.nextDouble() < RESTLESS_SHARE;
        this.up = !restless || random.nextDouble() > RESTING_SHARE;
        this.turnAt = now + between(3_000, 90_000);
    }

    MachineProfile profile() {
        return profile;
    }

    /** The action that is due now; each is returned once. */
    Action next(long now) {
        if (!introduced && !up) {
            introduced = true;
            return Action.SIGN_OFF;
        }
        if (restless && now >= turnAt) {
            up = !up;
            turnAt = now + (up ? between(40_000, 180_000) : between(10_000, 60_000));
            beatAt = now;
            if (!up) {
                boolean crash = random.nextDouble() < CRASH_SHARE;
                if (crash || profile.ephemeral()) {
                    // long enough to be detected
                    turnAt = now + between(240_000, 300_000);
                }
                return crash ? Action.CRASH : Action.SIGN_OFF;
            }
        }
        if (up && now >= beatAt) {
            beatAt = now + BEAT_MILLIS - between(0, 2_000);
            return Action.BEAT;
        }
        return Action.NOTHING;
    }

    /** A heartbeat failed; it is retried soon. */
    void failed(long now) {
        beatAt = now + between(1_000, 3_000);
    }

    /** The server refused a heartbeat; the next one follows at the usual time. */
    void refused(long now) {
        beatAt = now + BEAT_MILLIS;
    }

    private long between(long least, long most) {
        return random.nextLong(least, most);
    }
}
