package org.heliograph.chaos.writer;

import java.util.Random;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Server;

/**
 * A monitor with irregular pulses, so that it goes down and recovers. Times are not guaranteed, and a pulse
 * is published without being logged.
 */
public final class PulseAction implements Action {
    private final String token;

    /** @param token the monitor's */
    public PulseAction(String token) {
        this.token = token;
    }

    @Override
    public boolean attempt(Server node, Random random) {
        return ChangeRecorder.send(() -> node.api().get("/v1/push/" + token + "?latency=" + random.nextInt(100)))
                .map(Answer::status)
                .filter(answered -> answered == 200)
                .isPresent();
    }
}
