package org.heliograph.operations.jmx;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.heliograph.json.JsonText;
import org.heliograph.operations.console.ConsoleService;
import org.heliograph.operations.console.NodeRows;
import org.heliograph.operations.console.TopicService;
import org.heliograph.operations.inspection.JobsQuestion;
import org.heliograph.operations.inspection.RatesQuestion;
import org.heliograph.operations.inspection.SettingsQuestion;
import org.heliograph.operations.inspection.SocketFilter;
import org.heliograph.operations.inspection.SocketsQuestion;
import org.heliograph.operations.node.Node;
import org.heliograph.operations.nodes.NodeDirectory;
import org.heliograph.operations.nodes.NodeStatus;
import org.heliograph.operations.question.Answers;
import org.heliograph.operations.question.QuestionService;

/** Answers JMX clients. What fails is thrown as an {@link IllegalStateException}, since clients do not know other classes. */
@ApplicationScoped
public class InstallationBean implements InstallationMXBean {
    private static final int MOST_ROWS = 1_000;
    private static final int MINUTES = 5;
    private static final JsonObject NOTHING = JsonText.object().build();

    @Inject
    private NodeDirectory directory;

    @Inject
    private QuestionService questions;

    @Inject
    private TopicService topics;

    @Inject
    private ConsoleService service;

    private static <T> T call(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException failed) {
            throw new IllegalStateException(failed.getMessage());
        }
    }

    private Stream<NodeStatus> nodes(Predicate<NodeStatus> which) {
        return call(directory::nodes).stream().filter(which);
    }

    private Stream<NodeStatus> present() {
        return nodes(node -> !node.silent());
    }

    @Override
    public int getNodeCount() {
        return (int) nodes(node -> true).count();
    }

    @Override
    public int getReadyNodes() {
        return (int) nodes(node -> node.state().equals("ready")).count();
    }

    @Override
    public int getSilentNodes() {
        return (int) nodes(NodeStatus::silent).count();
    }

    @Override
    public long getSockets() {
        return present().mapToLong(node -> node.number("sockets")).sum();
    }

    @Override
    public long getSubscriptions() {
        return present().mapToLong(node -> node.number("subscriptions")).sum();
    }

    @Override
    public long getLagMillis() {
        return present().mapToLong(node -> node.number("lag_millis")).max().orElse(0);
    }

    @Override
    public long getPendingMillis() {
        return present().mapToLong(node -> node.number("pending_millis")).max().orElse(0);
    }

    @Override
    public List<Map<String, String>> getNodes() {
        return JmxRows.of(nodes(node -> true).map(NodeRows::row).toList());
    }

    @Override
    public List<Map<String, String>> getJobs() {
        return rows(call(() -> questions.askAll(JobsQuestion.NAME, NOTHING)), JobsQuestion.ROWS);
    }

    @Override
    public List<Map<String, String>> getSettings() {
        return rows(call(() -> questions.ask(SettingsQuestion.NAME, NOTHING, NodeStatus::self)), SettingsQuestion.ROWS);
    }

    @Override
    public List<Map<String, String>> getRates() {
        return rows(
                call(() -> questions.askAll(RatesQuestion.NAME, RatesQuestion.parameters(MINUTES))),
                RatesQuestion.POINTS);
    }

    @Override
    public List<Map<String, String>> getSlowSockets() {
        return sockets(new SocketFilter(null, null, null, null, true));
    }

    @Override
    public List<Map<String, String>> findSockets(String user) {
        String part = user == null || user.isBlank() ? null : user.strip();
        return sockets(new SocketFilter(null, null, part, null, false));
    }

    private List<Map<String, String>> sockets(SocketFilter filter) {
        Answers answers =
                call(() -> questions.askAll(SocketsQuestion.NAME, SocketsQuestion.parameters(filter, "", MOST_ROWS)));
        return rows(answers, SocketsQuestion.ROWS);
    }

    @Override
    public List<Map<String, String>> findTopics(String search) {
        return JmxRows.of(call(() -> topics.find(search == null ? "" : search.strip(), "", MOST_ROWS))
                .rows());
    }

    @Override
    public String disconnect(String socket, String reason) {
        ConsoleService.Disconnected done = call(() -> service.disconnect(socket, reason));
        return done.node().map(node -> "closed by " + node).orElse("no node that answered has it")
                + missing(done.answers());
    }

    @Override
    public String drain(String node, int seconds) {
        if (seconds > Node.MAX_DRAIN_SECONDS) {
            throw new IllegalArgumentException("at most " + Node.MAX_DRAIN_SECONDS + " seconds");
        }
        return reached(call(() -> service.drain(node, seconds < 0 ? null : seconds)));
    }

    @Override
    public String undrain(String node) {
        return reached(call(() -> service.undrain(node)));
    }

    private static String reached(Answers answers) {
        return (answers.answers().isEmpty() ? "not confirmed" : "done") + missing(answers);
    }

    private static String missing(Answers answers) {
        return answers.missing().isEmpty() ? "" : "; no answer from " + String.join(", ", answers.missing());
    }

    /** Rows with the names of their nodes, the first ones of each node. */
    private static List<Map<String, String>> rows(Answers answers, String array) {
        List<JsonObject> rows = new ArrayList<>();
        for (Answers.Answer answer : answers.answers()) {
            JsonArray found = answer.json().getJsonArray(array);
            found.getValuesAs(JsonObject.class)
                    .forEach(row -> rows.add(JsonText.object()
                            .add("node", answer.node())
                            .addAll(JsonText.object(row))
                            .build()));
        }
        return JmxRows.of(rows);
    }
}
