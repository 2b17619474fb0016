package org.heliograph.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransactionCallbacksTest {
    private final List<Synchronization> registered = new ArrayList<>();
    private final List<String> ran = new ArrayList<>();
    private int status = Status.STATUS_ACTIVE;
    private final TransactionCallbacks callbacks =
            new TransactionCallbacks((TransactionSynchronizationRegistry) Proxy.newProxyInstance(
                    TransactionCallbacksTest.class.getClassLoader(),
                    new Class<?>[] {TransactionSynchronizationRegistry.class},
                    (self, method, arguments) -> {
                        if (method.getName().equals("getTransactionStatus")) {
                            return status;
                        }
                        return registered.add((Synchronization) arguments[0]) ? null : method;
                    }));

    @Test
    void actionRunsAfterTheCommit() {
        callbacks.afterCommit(() -> ran.add("action"));
        registered.forEach(Synchronization::beforeCompletion);
        assertThat(ran).isEmpty();

        registered.forEach(one -> one.afterCompletion(Status.STATUS_COMMITTED));

        assertThat(ran).containsExactly("action");
    }

    @Test
    void actionDoesNotRunWhenTheCommitFails() {
        callbacks.afterCommit(() -> ran.add("action"));

        registered.forEach(one -> one.afterCompletion(Status.STATUS_ROLLEDBACK));
        registered.forEach(one -> one.afterCompletion(Status.STATUS_UNKNOWN));

        assertThat(ran).isEmpty();
    }

    @Test
    void actionDoesNotRunInATransactionThatWillBeRolledBack() {
        status = Status.STATUS_MARKED_ROLLBACK;

        callbacks.afterCommit(() -> ran.add("action"));

        assertThat(registered).isEmpty();
        assertThat(ran).isEmpty();
    }

    @Test
    void actionRunsAtOnceWithoutATransaction() {
        status = Status.STATUS_NO_TRANSACTION;

        callbacks.afterCommit(() -> ran.add("action"));

        assertThat(ran).containsExactly("action");
    }
}
