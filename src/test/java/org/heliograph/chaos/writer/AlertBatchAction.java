package org.heliograph.chaos.writer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.heliograph.chaos.model.AlertTopic;
import org.heliograph.chaos.model.ExpectedEvent;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Server;
import org.heliograph.testing.TestSettings;

/**
 * Reports several alerts in one transaction and resolves them in another, as Alertmanager does. A batch is resent until it is
 * acknowledged, to any node, and each alert must still be logged once. Some batches resolve alerts and raise another that
 * is rejected at the commit, with the whole batch.
 */
public final class AlertBatchAction implements Action {
    private static final int SIZE = 4;
    private static final int MAX = 3;
    private static final int REJECTED_ONE_IN = 5;

    /** A batch that is sent until it is acknowledged. */
    private record Batch(Set<ExpectedEvent> expected, String body) {}

    private final ChangeRecorder recorder;
    private final AlertTopic alerts = AlertTopic.ALL;
    private final String site;
    /** The messages of acknowledged firing batches. */
    private final Deque<List<String>> firing = new ArrayDeque<>();
    /** Null when everything is acknowledged. */
    private Batch unanswered;

    public AlertBatchAction(ChangeRecorder recorder, String site) {
        this.recorder = recorder;
        this.site = site;
    }

    @Override
    public boolean attempt(Server node, Random random) {
        if (unanswered == null && !firing.isEmpty() && random.nextInt(REJECTED_ONE_IN) == 0) {
            return sendRejected(node);
        }
        if (unanswered == null) {
            unanswered =
                    firing.isEmpty() || firing.size() < MAX && random.nextBoolean() ? firingBatch() : resolvingBatch();
        }
        if (recorder.write(unanswered.expected(), () -> send(node, unanswered.body()))
                .isEmpty()) {
            return false;
        }
        unanswered = null;
        return true;
    }

    @Override
    public void restored() {
        firing.clear();
        unanswered = null;
    }

    private Batch firingBatch() {
        List<String> messages = IntStream.range(0, SIZE)
                .mapToObj(i -> recorder.uniqueText("fired-"))
                .toList();
        firing.add(messages);
        return new Batch(expected(messages, alerts::raised), body(entries("firing", messages)));
    }

    private Batch resolvingBatch() {
        List<String> messages = firing.poll();
        return new Batch(expected(messages, alerts::resolved), body(entries("resolved", messages)));
    }

    /** The alerts in a rejected batch are never resolved, so no other change can produce their resolution. */
    private boolean sendRejected(Server node) {
        List<String> messages = firing.poll();
        String rejected = recorder.uniqueText(ChangeRecorder.REJECTED);
        Set<ExpectedEvent> expected = new HashSet<>(expected(messages, alerts::resolved));
        expected.add(alerts.raised(rejected));
        String body = body(entries("resolved", messages) + "," + entries("firing", List.of(rejected)));
        return recorder.writeRejected(expected, () -> send(node, body));
    }

    private static Set<ExpectedEvent> expected(List<String> messages, Function<String, ExpectedEvent> what) {
        return messages.stream().map(what).collect(Collectors.toSet());
    }

    private String entries(String status, List<String> messages) {
        return messages.stream()
                .map(message -> "{\"status\":\"" + status + "\",\"fingerprint\":\"" + message
                        + "\",\"labels\":{\"site\":\"" + site
                        + "\",\"severity\":\"critical\"},\"annotations\":{\"summary\":\""
                        + message + "\"},\"startsAt\":\"2026-03-17T10:30:45.123Z\"}")
                .collect(Collectors.joining(","));
    }

    private static String body(String entries) {
        return "{\"version\":\"4\",\"alerts\":[" + entries + "]}";
    }

    private static Answer send(Server node, String body) {
        return node.api().with(TestSettings.WEBHOOK_SECRET).post("/internal/alerts", body);
    }
}
