package org.heliograph.chaos.writer;

import java.util.Random;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Server;

/**
 * A monitor that pulses now and then, so that the server takes it for down and finds it again. Nobody is promised when; a pulse
 * is told and not logged.
 */
public final class PulseAction implements Action {
    private final String token;

    /** @param token the monitor's */
    public PulseAction(String token) {
        this.token = token;
    }

    @Override
    public boolean attempt(Server node, Random random) {
        return ChangeRecorder.ask(() -> node.api().get("/v1/push/" + token + "?latency=" + random.nextInt(100)))
                .map(Answer::status)
                .filter(answered -> answered == 200)
                .isPresent();
    }
}
