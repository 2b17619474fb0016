package org.heliograph.chaos.writer;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.heliograph.chaos.check.Change;
import org.heliograph.chaos.check.ChangeRegistry;
import org.heliograph.chaos.model.ExpectedEvent;
import org.heliograph.testing.Answer;

/**
 * Registers changes before their requests and marks them as acknowledged by the response. After an error or without a
 * response, the change may or may not be committed.
 */
public final class ChangeRecorder {
    /** Prefix of texts that the database's trigger rejects at the commit. */
    public static final String REJECTED = "rejected-";

    private static final int OK = 300;

    private final ChangeRegistry registry;
    private final AtomicLong versions = new AtomicLong();

    public ChangeRecorder(ChangeRegistry registry) {
        this.registry = registry;
    }

    /** A text that no change has used. */
    String uniqueText(String prefix) {
        return prefix + versions.incrementAndGet();
    }

    /** Notes what was brought about in another way. */
    void done(ExpectedEvent expectedEvent) {
        registry.begin(Set.of(expectedEvent)).acknowledge();
    }

    /** Asks for a change. @return what was answered, if it is acknowledged */
    Optional<Answer> write(Set<ExpectedEvent> expected, Supplier<Answer> call) {
        Change change = registry.begin(expected);
        Optional<Answer> answer = ask(call).filter(one -> one.status() < OK);
        answer.ifPresent(done -> change.acknowledge());
        return answer;
    }

    /** Asks for a change that the database refuses. @return whether anybody answered */
    boolean fail(Set<ExpectedEvent> expected, Supplier<Answer> call) {
        registry.beginRejected(expected);
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
