package org.heliograph.chaos.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
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
    /** The logs that restores have replaced, as they were at the end, by topic; by the epoch that they had. */
    private final NavigableMap<String, Map<String, DatabaseState>> replaced = new TreeMap<>();

    private final CheckResult result = new CheckResult();

    /** @param states of every topic, read after all readers and writers have ended */
    public Checker(Collection<DatabaseState> states) {
        states.forEach(state -> this.states.put(state.topicModel().topic(), state));
    }

    /** Adds logs that were replaced by a restore. @param ends of every topic, when no node could write any more */
    public Checker replaced(String epoch, Collection<DatabaseState> ends) {
        Map<String, DatabaseState> byTopic = new HashMap<>();
        ends.forEach(state -> byTopic.put(state.topicModel().topic(), state));
        replaced.put(epoch, byTopic);
        return this;
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

    /**
     * Checks that a reader received every row once and in order, and nothing else, of the log and of those that restores have replaced, as
     * far as it read these.
     *
     * @param end the sequence it had to reach
     */
    public Checker reader(ReaderHistory first, long end) {
        ReaderHistory last = null;
        for (ReaderHistory history : first.all()) {
            last = history;
            Map.Entry<String, Map<String, DatabaseState>> lost =
                    history.epoch().isEmpty() ? null : replaced.ceilingEntry(history.epoch());
            String topic = history.topicModel().topic();
            if (lost == null) {
                compare(history, states.get(topic), end, true);
            } else {
                compare(history, lost.getValue().get(topic), 0, false);
            }
        }
        if (!replaced.isEmpty() && replaced.ceilingKey(last.epoch()) != null) {
            result.add(Violation.RESTORE_MISSED, last.reader() + " is at the epoch " + last.epoch());
        }
        return this;
    }

    /** @param whole whether it had to read the whole log, so that its table must be that of the database */
    private void compare(ReaderHistory history, DatabaseState state, long end, boolean whole) {
        TopicModel topicModel = history.topicModel();
        String who = history.reader() + " on " + topicModel.topic() + " ";
        Set<Long> seen = new HashSet<>();
        Replica replica = new Replica(topicModel, history.snapshot());
        if (history.isContinued()) {
            // as if it had fetched the table again
            state.log().headMap(history.since() + 1).values().stream()
                    .filter(topicModel::includes)
                    .forEach(replica::apply);
        }
        long highest = history.since();
        for (ReaderHistory.Received received : history.received()) {
            LogRow row = state.log().get(received.seq());
            if (row == null) {
                result.add(Violation.UNCOMMITTED, who + received.frame());
            } else if (!topicModel.frame(row).equals(received.frame())) {
                result.add(Violation.ALTERED, who + received.frame() + " instead of " + topicModel.frame(row));
            } else if (!topicModel.includes(row)) {
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
                .filter(row -> !seen.contains(row.seq()) && topicModel.includes(row))
                .forEach(row -> result.add(Violation.MISSING, who + row.seq()));
        if (!whole) {
            return;
        }
        // events after it ended
        state.log().tailMap(to + 1).values().stream()
                .filter(topicModel::includes)
                .forEach(replica::apply);
        replica.differences(state.table()).forEach(id -> result.add(Violation.SNAPSHOT, who + "row " + id));
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
        switch (change.remaining()) {
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
