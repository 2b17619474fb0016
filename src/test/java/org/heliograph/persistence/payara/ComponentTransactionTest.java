package org.heliograph.persistence.payara;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComponentTransactionTest {
    /** One component, as the invocation of the thread, which has a transaction or none. */
    private static final class Invocation {
        private Object transaction;
    }

    /** A transaction of a test. */
    private static final class Begun {
        private final List<Synchronization> synchronizations = new ArrayList<>();
        private int status = Status.STATUS_ACTIVE;
        private final Transaction transaction = (Transaction) Proxy.newProxyInstance(
                ComponentTransactionTest.class.getClassLoader(),
                new Class<?>[] {Transaction.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getStatus" -> status;
                    case "registerSynchronization" -> {
                        synchronizations.add((Synchronization) arguments[0]);
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });

        void commit() {
            synchronizations.forEach(Synchronization::beforeCompletion);
            status = Status.STATUS_COMMITTED;
            synchronizations.forEach(synchronization -> synchronization.afterCompletion(status));
        }
    }

    private Invocation invocation = new Invocation();
    private Begun current;

    private final ComponentTransaction.Components components = new ComponentTransaction.Components() {
        @Override
        public Object current() {
            return invocation;
        }

        @Override
        public Object transaction(Object of) {
            return ((Invocation) of).transaction;
        }

        @Override
        public void setTransaction(Object of, Transaction entered) {
            ((Invocation) of).transaction = entered;
        }
    };
    private final ComponentTransaction component =
            new ComponentTransaction(components, (TransactionManager) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {TransactionManager.class},
                    (self, method, arguments) -> current == null ? null : current.transaction));

    @Test
    void theTransactionOfTheThreadIsEnteredUntilItEnds() {
        Begun first = new Begun();
        current = first;

        component.enter();
        component.enter();

        assertThat(invocation.transaction).isSameAs(first.transaction);
        assertThat(first.synchronizations).hasSize(1);
        first.commit();
        assertThat(invocation.transaction).isNull();
    }

    @Test
    void aNestedTransactionIsEnteredAndThenTheOuterOneAgain() {
        Begun outer = new Begun();
        Begun nested = new Begun();
        current = outer;
        component.enter();

        current = nested;
        component.enter();
        assertThat(invocation.transaction).isSameAs(nested.transaction);
        nested.commit();
        assertThat(invocation.transaction).isNull();

        current = outer;
        component.enter();
        assertThat(invocation.transaction).isSameAs(outer.transaction);
        outer.commit();
        assertThat(invocation.transaction).isNull();
    }

    @Test
    void aStatementWithoutATransactionLeavesTheSuspendedOne() {
        current = new Begun();
        component.enter();
        current = null;

        component.enter();

        assertThat(invocation.transaction).isNull();
    }

    @Test
    void aTransactionThatCannotCommitIsEnteredAsWell() {
        current = new Begun();
        current.status = Status.STATUS_MARKED_ROLLBACK;

        component.enter();

        assertThat(invocation.transaction).isSameAs(current.transaction);
        assertThat(current.synchronizations).isEmpty();
    }

    @Test
    void aThreadOfNoComponentIsLeftToTheServer() {
        invocation = null;
        current = new Begun();

        assertThatCode(component::enter).doesNotThrowAnyException();
    }

    @Test
    void anotherServerHasNone() {
        assertThat(PayaraComponents.ofThisServer()).isEmpty();
        assertThatCode(ComponentTransaction::join).doesNotThrowAnyException();
    }
}
