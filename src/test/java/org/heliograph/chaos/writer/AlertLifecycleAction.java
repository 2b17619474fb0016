package org.heliograph.chaos.writer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.Set;
import org.heliograph.chaos.Pause;
import org.heliograph.chaos.model.AlertTopic;
import org.heliograph.testing.Server;

/** Raises and resolves alerts as a signed-in user; some are rejected at the commit. */
public final class AlertLifecycleAction implements Action {
    private static final int MAX = 10;
    /** As frequent at every load: each closes a connection to the database. */
    private static final int REJECTED_ONE_IN = 5 * Pause.LOAD;

    private static final String PATH = "/api/v1/alerts";

    /** An acknowledged open alert. */
    private record Raised(String id, String message) {}

    private final ChangeRecorder recorder;
    private final AlertTopic alerts = AlertTopic.ALL;
    private final String site;
    private final String token;
    private final Deque<Raised> open = new ArrayDeque<>();

    /** @param token of any user */
    public AlertLifecycleAction(ChangeRecorder recorder, String site, String token) {
        this.recorder = recorder;
        this.site = site;
        this.token = token;
    }

    @Override
    public boolean attempt(Server node, Random random) {
        if (random.nextInt(REJECTED_ONE_IN) == 0) {
            String message = recorder.uniqueText(ChangeRecorder.REJECTED);
            return recorder.writeRejected(
                    Set.of(alerts.raised(message)), () -> node.api().with(token).post(PATH, form(message)));
        }
        return open.isEmpty() || open.size() < MAX && random.nextBoolean() ? raise(node) : resolve(node);
    }

    @Override
    public void restored() {
        open.clear();
    }

    private boolean raise(Server node) {
        String message = recorder.uniqueText("raised-");
        return recorder.write(
                        Set.of(alerts.raised(message)),
                        () -> node.api().with(token).post(PATH, form(message)))
                .map(answer -> open.add(new Raised(answer.json().getString("id"), message)))
                .orElse(false);
    }

    private boolean resolve(Server node) {
        Raised alert = open.poll();
        return recorder.write(
                        Set.of(alerts.resolved(alert.message())),
                        () -> node.api().with(token).post(PATH + "/" + alert.id() + "/resolve", null))
                .isPresent();
    }

    private String form(String message) {
        return "{\"site\":\"" + site + "\",\"severity\":\"warning\",\"message\":\"" + message + "\"}";
    }
}
