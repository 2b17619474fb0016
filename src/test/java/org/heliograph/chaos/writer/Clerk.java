package org.heliograph.chaos.writer;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.heliograph.chaos.check.Change;
import org.heliograph.chaos.check.Ledger;
import org.heliograph.chaos.truth.Fact;
import org.heliograph.testing.Answer;

/**
 * Writes changes down before they are asked for, and afterwards what the answer was. Whoever gets none, or a failure, knows
 * nothing: the change may be committed, or may yet be.
 */
public final class Clerk {
    /** Begins a text that the tests' database refuses, but only at the commit. */
    public static final String DOOMED = "doomed-";

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

    /** Notes what was brought about in another way. */
    void done(Fact fact) {
        ledger.begin(Set.of(fact)).acknowledge();
    }

    /** Asks for a change. @return what was answered, if it is acknowledged */
    Optional<Answer> write(Set<Fact> facts, Supplier<Answer> call) {
        Change change = ledger.begin(facts);
        Optional<Answer> answer = ask(call).filter(one -> one.status() < OK);
        answer.ifPresent(done -> change.acknowledge());
        return answer;
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
