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

    /** A text that is unique in this run. */
    String uniqueText(String prefix) {
        return prefix + versions.incrementAndGet();
    }

    /** Registers an acknowledged change that was made by another call. */
    void done(ExpectedEvent expectedEvent) {
        registry.begin(Set.of(expectedEvent)).acknowledge();
    }

    /** Requests a change. @return the response, if it acknowledges the change */
    Optional<Answer> write(Set<ExpectedEvent> expected, Supplier<Answer> call) {
        Change change = registry.begin(expected);
        Optional<Answer> answer = send(call).filter(one -> one.status() < OK);
        answer.ifPresent(done -> change.acknowledge());
        return answer;
    }

    /** Requests a change that the database rejects. @return whether there was a response */
    boolean writeRejected(Set<ExpectedEvent> expected, Supplier<Answer> call) {
        registry.beginRejected(expected);
        Optional<Answer> answer = send(call);
        answer.filter(done -> done.status() < OK).ifPresent(done -> {
            throw new AssertionError("a change that must be rejected was acknowledged: " + done);
        });
        return answer.isPresent();
    }

    /** The response; empty when the node is down. */
    static Optional<Answer> send(Supplier<Answer> call) {
        try {
            return Optional.of(call.get());
        } catch (UncheckedIOException cut) {
            return Optional.empty();
        }
    }
}
