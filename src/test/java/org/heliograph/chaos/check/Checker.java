package org.heliograph.chaos.check;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.heliograph.chaos.truth.Fact;
import org.heliograph.chaos.truth.Replica;
import org.heliograph.chaos.truth.Row;
import org.heliograph.chaos.truth.Subject;
import org.heliograph.chaos.truth.Truth;

/** Holds against the truth what readers took and what writers were promised. */
public final class Checker {
    private final Map<String, Truth> truths = new HashMap<>();
    private final Verdict verdict = new Verdict();

    /** @param truths of every topic, read after everything else has ended */
    public Checker(Collection<Truth> truths) {
        truths.forEach(truth -> this.truths.put(truth.subject().topic(), truth));
    }

    /** What was found so far. */
    public Verdict verdict() {
        return verdict;
    }

    /** Whether each log has every position up to its counter, and tells how the table came about. */
    public Checker logs() {
        truths.values().forEach(this::log);
        return this;
    }

    private void log(Truth truth) {
        String topic = truth.subject().topic();
        LongStream.rangeClosed(1, Math.max(truth.position(), last(truth)))
                .filter(seq -> !truth.log().containsKey(seq) || seq > truth.position())
                .forEach(seq -> verdict.add(Flaw.HOLE, topic + " " + seq));
        Replica replica = new Replica(truth.subject(), List.of());
        truth.log().values().stream().filter(row -> !replica.apply(row)).forEach(idle -> {
            verdict.add(Flaw.TABLE, topic + " " + idle + " changes nothing");
        });
        replica.differences(truth.table()).forEach(id -> verdict.add(Flaw.TABLE, topic + " row " + id));
    }

    private static long last(Truth truth) {
        return truth.log().isEmpty() ? 0 : truth.log().lastKey();
    }

    /** Whether a reader took every row once and in order, and nothing else. @param end where it had to read to */
    public Checker reader(History history, long end) {
        Subject subject = history.subject();
        Truth truth = truths.get(subject.topic());
        String who = history.reader() + " on " + subject.topic() + " ";
        Set<Long> seen = new HashSet<>();
        Replica replica = new Replica(subject, history.snapshot());
        long highest = history.since();
        for (History.Told told : history.told()) {
            Row row = truth.log().get(told.seq());
            if (row == null) {
                verdict.add(Flaw.UNCOMMITTED, who + told.frame());
            } else if (!subject.frame(row).equals(told.frame())) {
                verdict.add(Flaw.ALTERED, who + told.frame() + " instead of " + subject.frame(row));
            } else if (!subject.concerns(row.json())) {
                verdict.add(Flaw.STRANGE, who + told.frame() + " was not asked for");
            } else if (told.seq() > highest) {
                replica.apply(row);
            }
            if (told.seq() <= history.since() || !seen.add(told.seq())) {
                verdict.add(Flaw.DUPLICATED, who + told.seq());
            } else if (told.seq() < highest) {
                verdict.add(Flaw.REORDERED, who + told.seq() + " after " + highest);
            }
            highest = Math.max(highest, told.seq());
        }
        history.gaps().forEach(gap -> verdict.add(Flaw.GAP, who + gap));
        history.strange().forEach(frame -> verdict.add(Flaw.STRANGE, who + frame));
        long to = Math.max(end, highest);
        truth.log().subMap(history.since() + 1, to + 1).values().stream()
                .filter(row -> !seen.contains(row.seq()) && subject.concerns(row.json()))
                .forEach(row -> verdict.add(Flaw.MISSING, who + row.seq()));
        // what came after it went
        truth.log().tailMap(to + 1).values().stream()
                .filter(row -> subject.concerns(row.json()))
                .forEach(replica::apply);
        replica.differences(truth.table()).forEach(id -> verdict.add(Flaw.SNAPSHOT, who + "row " + id));
        return this;
    }

    /** Whether the log has what was acknowledged, nothing of what was rolled back, and transactions whole or not at all. */
    public Checker ledger(Ledger ledger) {
        Map<Fact, Integer> logged = new HashMap<>();
        truths.values()
                .forEach(truth -> truth.log().values().stream()
                        .flatMap(row -> truth.subject().fact(row).stream())
                        .forEach(fact -> logged.merge(fact, 1, Integer::sum)));
        Set<Fact> asked = new HashSet<>();
        for (Change change : ledger.changes()) {
            asked.addAll(change.facts());
            judge(change, logged);
        }
        logged.forEach((fact, count) -> {
            if (!asked.contains(fact)) {
                verdict.add(Flaw.UNASKED, fact.toString());
            } else if (count > 1) {
                verdict.add(Flaw.REPEATED, fact + " " + count + " times");
            }
        });
        return this;
    }

    private void judge(Change change, Map<Fact, Integer> logged) {
        List<Fact> there = change.facts().stream().filter(logged::containsKey).toList();
        boolean all = there.size() == change.facts().size();
        switch (change.outcome()) {
            case DOOMED -> there.forEach(fact -> verdict.add(Flaw.ROLLED_BACK, fact.toString()));
            case ACKNOWLEDGED ->
                change.facts().stream()
                        .filter(fact -> !logged.containsKey(fact))
                        .forEach(fact -> verdict.add(Flaw.LOST, fact.toString()));
            default -> {
                if (!all && !there.isEmpty()) {
                    verdict.add(Flaw.TORN, there.size() + " of " + change.facts());
                }
            }
        }
    }
}
