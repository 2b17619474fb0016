package org.heliograph.chaos.writer;

import jakarta.json.JsonArray;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.heliograph.chaos.check.Change;
import org.heliograph.chaos.check.Fact;
import org.heliograph.chaos.check.Ledger;
import org.heliograph.testing.Answer;

/**
 * Writes changes down before they are asked for, and afterwards what the answer was. Whoever gets none, or a failure, knows
 * nothing: the change may be committed, or may yet be.
 */
public final class Clerk {
    private static final int OK = 300;

    private final Ledger ledger;
    private final AtomicLong versions = new AtomicLong();

    public Clerk(Ledger ledger) {
        this.ledger = ledger;
    }

    /** A text that no change has used. */
    String fresh(String prefix) {
        return prefix + versions.incrementAndGet();
    }

    /** Notes that a machine was made in another way. */
    void made(String organization, String name) {
        ledger.begin(Set.of(Fact.made(organization, name))).acknowledge();
    }

    /** Asks for a change. @return the rows that were answered, if it is acknowledged */
    Optional<JsonArray> write(Set<Fact> facts, Supplier<Answer> call) {
        Change change = ledger.begin(facts);
        Optional<Answer> answer = ask(call).filter(one -> one.status() < OK);
        answer.ifPresent(done -> change.acknowledge());
        return answer.map(Answer::list);
    }

    /** Asks for a change that the database refuses. @return whether anybody answered */
    boolean fail(Set<Fact> facts, Supplier<Answer> call) {
        ledger.beginDoomed(facts);
        Optional<Answer> answer = ask(call);
        answer.filter(done -> done.status() < OK).ifPresent(done -> {
            throw new AssertionError("this was doomed: " + done);
        });
        return answer.isPresent();
    }

    /** The answer; none when the node is down or goes down meanwhile. */
    static Optional<Answer> ask(Supplier<Answer> call) {
        try {
            return Optional.of(call.get());
        } catch (UncheckedIOException cut) {
            return Optional.empty();
        }
    }
}
