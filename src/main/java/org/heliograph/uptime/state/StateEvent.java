package org.heliograph.uptime.state;

import jakarta.json.JsonObjectBuilder;

/**
 * A change of a monitor's state, or a reminder of one, as status pages get it.
 *
 * @param downCount missed checks of the downtime until now, at least 1
 * @param downtime  in milliseconds, from when the pulse was due or the failure was reported
 */
public record StateEvent(Kind kind, int downCount, long downtime) {
    /** What has happened. */
    public enum Kind {
        DOWN("monitor-down"),
        STILL_DOWN("monitor-still-down"),
        RECOVERED("monitor-recovered");

        private final String action;

        Kind(String action) {
            this.action = action;
        }
    }

    /** The name of its frames. */
    public String action() {
        return kind.action;
    }

    /** Adds the fields of its frames. */
    public void describe(JsonObjectBuilder json) {
        if (kind == Kind.STILL_DOWN) {
            json.add("consecutiveDownCount", downCount);
        } else if (kind == Kind.RECOVERED) {
            json.add("previousConsecutiveDownCount", downCount);
        }
        json.add("downtime", downtime);
    }
}
