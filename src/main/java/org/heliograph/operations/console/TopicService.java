package org.heliograph.operations.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.heliograph.delivery.DeliveryMetrics;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.EventLog;
import org.heliograph.eventlog.PendingEventStatus;
import org.heliograph.json.JsonText;
import org.heliograph.operations.inspection.TopicRepository;
import org.heliograph.operations.inspection.TopicsQuestion;
import org.heliograph.operations.question.Answers;
import org.heliograph.operations.question.QuestionService;

/** Finds topics: those that the log knows, from the database, and those with subscriptions, from all nodes. */
@ApplicationScoped
public class TopicService {
    private static final String ORGANIZATION = "org:";
    private static final PendingEventStatus.Waiting NONE = new PendingEventStatus.Waiting(0, Duration.ZERO);

    @Inject
    private QuestionService questions;

    @Inject
    private TopicRepository repository;

    @Inject
    private EventLog log;

    @Inject
    private PendingEventStatus pending;

    /** @param missing nodes whose subscriptions are not counted */
    public record Found(List<JsonObject> rows, List<String> missing) {}

    /** Topics by name. @param search a part of the name; empty for all @param after the name after which they begin */
    public Found find(String search, String after, int limit) {
        Answers answers = questions.askAll(TopicsQuestion.NAME, TopicsQuestion.parameters(search, after, limit));
        Map<String, Integer> subscriptions = new TreeMap<>();
        repository.names(search, after, limit).forEach(name -> subscriptions.put(name, 0));
        for (Answers.Answer answer : answers.answers()) {
            JsonObject counts = answer.json().getJsonObject(TopicsQuestion.COUNTS);
            counts.keySet().forEach(name -> subscriptions.merge(name, counts.getInt(name), Integer::sum));
        }
        List<String> first = subscriptions.keySet().stream().limit(limit).toList();
        Map<Topic, Long> positions = log.positions(
                first.stream().map(Topic::parse).filter(Topic::logged).collect(Collectors.toSet()));
        Map<Topic, PendingEventStatus.Waiting> waiting = pending.byTopic();
        List<JsonObject> rows = first.stream()
                .map(name -> {
                    Topic topic = Topic.parse(name);
                    return row(
                            topic,
                            positions.getOrDefault(topic, 0L),
                            waiting.getOrDefault(topic, NONE),
                            subscriptions.get(name));
                })
                .toList();
        return new Found(rows, answers.missing());
    }

    private static JsonObject row(Topic topic, long position, PendingEventStatus.Waiting waiting, int subscriptions) {
        String namespace = topic.namespace();
        return JsonText.object()
                .add("topic", topic.name())
                .add("kind", DeliveryMetrics.kind(topic))
                .add(
                        "organization",
                        JsonText.value(
                                namespace.startsWith(ORGANIZATION) ? namespace.substring(ORGANIZATION.length()) : null))
                .add("position", position)
                .add("pending", waiting.events())
                .add("lag_millis", waiting.oldest().toMillis())
                .add("subscriptions", subscriptions)
                .build();
    }
}
