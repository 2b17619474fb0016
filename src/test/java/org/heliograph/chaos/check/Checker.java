package org.heliograph.chaos.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.heliograph.chaos.model.DatabaseState;
import org.heliograph.chaos.model.ExpectedEvent;
import org.heliograph.chaos.model.LogRow;
import org.heliograph.chaos.model.Replica;
import org.heliograph.chaos.model.TopicModel;

/** Compares readers' histories and writers' changes with the state of the database. */
public final class Checker {
    private final Map<String, DatabaseState> states = new HashMap<>();
    private final CheckResult result = new CheckResult();

    /** @param states of every topic, read after all readers and writers have ended */
    public Checker(Collection<DatabaseState> states) {
        states.forEach(state -> this.states.put(state.topicModel().topic(), state));
    }

    /** The violations found so far. */
    public CheckResult result() {
        return result;
    }

    /** Checks that each log has every sequence up to its counter and reproduces the table. */
    public Checker checkLogs() {
        states.values().forEach(this::log);
        return this;
    }

    private void log(DatabaseState state) {
        String topic = state.topicModel().topic();
        LongStream.rangeClosed(1, Math.max(state.position(), last(state)))
                .filter(seq -> !state.log().containsKey(seq) || seq > state.position())
                .forEach(seq -> result.add(Violation.SEQUENCE_GAP, topic + " " + seq));
        Replica replica = new Replica(state.topicModel(), List.of());
        state.log().values().stream().filter(row -> !replica.apply(row)).forEach(idle -> {
            result.add(Violation.TABLE, topic + " " + idle + " changes nothing");
        });
        replica.differences(state.table()).forEach(id -> result.add(Violation.TABLE, topic + " row " + id));
        rowOrder(state);
    }

    /** Compares the events of each row with its versions. */
    private void rowOrder(DatabaseState state) {
        if (state.topicModel().history().isEmpty()) {
            return;
        }
        Map<String, List<String>> logged = new HashMap<>();
        state.log()
                .values()
                .forEach(row -> logged.computeIfAbsent(row.json().getString("id"), id -> new ArrayList<>())
                        .addAll(state.topicModel().changes(row)));
        Set<String> ids = new TreeSet<>(logged.keySet());
        ids.addAll(state.history().keySet());
        for (String id : ids) {
            List<String> events = logged.getOrDefault(id, List.of());
            List<String> versions = state.history().getOrDefault(id, List.of());
            if (!events.equals(versions)) {
                result.add(Violation.ROW_ORDER, id + " has events " + events + " and versions " + versions);
            }
        }
    }

    private static long last(DatabaseState state) {
        return state.log().isEmpty() ? 0 : state.log().lastKey();
    }

    /** Checks that a reader received every row once and in order, and nothing else. @param end the sequence it had to reach */
    public Checker reader(ReaderHistory history, long end) {
        TopicModel topicModel = history.topicModel();
        DatabaseState state = states.get(topicModel.topic());
        String who = history.reader() + " on " + topicModel.topic() + " ";
        Set<Long> seen = new HashSet<>();
        Replica replica = new Replica(topicModel, history.snapshot());
        long highest = history.since();
        for (ReaderHistory.Received received : history.received()) {
            LogRow row = state.log().get(received.seq());
            if (row == null) {
                result.add(Violation.UNCOMMITTED, who + received.frame());
            } else if (!topicModel.frame(row).equals(received.frame())) {
                result.add(Violation.ALTERED, who + received.frame() + " instead of " + topicModel.frame(row));
            } else if (!topicModel.includes(row.json())) {
                result.add(Violation.UNEXPECTED, who + received.frame() + " was not asked for");
            } else if (received.seq() > highest) {
                replica.apply(row);
            }
            if (received.seq() <= history.since() || !seen.add(received.seq())) {
                result.add(Violation.DUPLICATED, who + received.seq());
            } else if (received.seq() < highest) {
                result.add(Violation.REORDERED, who + received.seq() + " after " + highest);
            }
            highest = Math.max(highest, received.seq());
        }
        history.gaps().forEach(gap -> result.add(Violation.GAP, who + gap));
        history.unexpected().forEach(frame -> result.add(Violation.UNEXPECTED, who + frame));
        long to = Math.max(end, highest);
        state.log().subMap(history.since() + 1, to + 1).values().stream()
                .filter(row -> !seen.contains(row.seq()) && topicModel.includes(row.json()))
                .forEach(row -> result.add(Violation.MISSING, who + row.seq()));
        // events after it ended
        state.log().tailMap(to + 1).values().stream()
                .filter(row -> topicModel.includes(row.json()))
                .forEach(replica::apply);
        replica.differences(state.table()).forEach(id -> result.add(Violation.SNAPSHOT, who + "row " + id));
        return this;
    }

    /** Checks that the log has acknowledged changes, no rolled-back ones, and no partial transactions. */
    public Checker registry(ChangeRegistry registry) {
        Map<ExpectedEvent, Integer> logged = new HashMap<>();
        states.values()
                .forEach(state -> state.log().values().stream()
                        .flatMap(row -> state.topicModel().expectedEvent(row).stream())
                        .forEach(expectedEvent -> logged.merge(expectedEvent, 1, Integer::sum)));
        Set<ExpectedEvent> requested = new HashSet<>();
        for (Change change : registry.changes()) {
            requested.addAll(change.expected());
            checkChange(change, logged);
        }
        logged.forEach((expectedEvent, count) -> {
            if (!requested.contains(expectedEvent)) {
                result.add(Violation.UNREQUESTED, expectedEvent.toString());
            } else if (count > 1) {
                result.add(Violation.REPEATED, expectedEvent + " " + count + " times");
            }
        });
        return this;
    }

    private void checkChange(Change change, Map<ExpectedEvent, Integer> logged) {
        List<ExpectedEvent> there =
                change.expected().stream().filter(logged::containsKey).toList();
        boolean all = there.size() == change.expected().size();
        switch (change.outcome()) {
            case REJECTED ->
                there.forEach(expectedEvent -> result.add(Violation.ROLLED_BACK, expectedEvent.toString()));
            case ACKNOWLEDGED ->
                change.expected().stream()
                        .filter(expectedEvent -> !logged.containsKey(expectedEvent))
                        .forEach(expectedEvent -> result.add(Violation.LOST, expectedEvent.toString()));
            default -> {
                if (!all && !there.isEmpty()) {
                    result.add(Violation.PARTIAL, there.size() + " of " + change.expected());
                }
            }
        }
    }
}
