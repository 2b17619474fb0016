package org.heliograph.persistence.payara;

import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The transaction in which Payara takes a connection. Its pool does not ask the transaction manager, but the invocation of the component to
 * which the thread belongs. {@code @Transactional} enters its transaction there for requests only, and takes it out again when a nested one
 * ends. On a thread of an enterprise bean, such as the start of the application, the sequencer and every job, each statement would
 * commit by itself: no lock would last and nothing would be rolled back.
 */
public final class ComponentTransaction {
    private static final String MANAGER = "java:appserver/TransactionManager";
    private static final Optional<ComponentTransaction> OF_THIS_SERVER = find();

    private final Components components;
    private final TransactionManager manager;

    ComponentTransaction(Components components, TransactionManager manager) {
        this.components = components;
        this.manager = manager;
    }

    /** The invocations of components, as the server keeps them. */
    interface Components {
        /** The one of the current thread; null when there is none. */
        Object current();

        /** The transaction of an invocation; null when it has none. */
        Object transaction(Object invocation);

        void setTransaction(Object invocation, Transaction transaction);
    }

    /** Makes the connection that is taken next one of the thread's transaction, if the thread has one. Call it before each connection. */
    public static void join() {
        OF_THIS_SERVER.ifPresent(ComponentTransaction::enter);
    }

    void enter() {
        Object invocation = components.current();
        if (invocation == null) {
            return; // then the server asks the transaction manager
        }
        try {
            Transaction current = manager.getTransaction();
            if (components.transaction(invocation) == current) {
                return;
            }
            components.setTransaction(invocation, current);
            if (current != null && current.getStatus() == Status.STATUS_ACTIVE) {
                current.registerSynchronization(new Exit(invocation, current));
            }
        } catch (SystemException | RollbackException failed) {
            throw new IllegalStateException("the transaction of this thread cannot be found", failed);
        }
    }

    /** Takes the transaction out of the invocation when it has ended. */
    private final class Exit implements Synchronization {
        private final Object invocation;
        private final Transaction ended;

        Exit(Object invocation, Transaction ended) {
            this.invocation = invocation;
            this.ended = ended;
        }

        @Override
        public void beforeCompletion() {
            // statements of other synchronizations belong to the transaction
        }

        @Override
        public void afterCompletion(int status) {
            if (components.transaction(invocation) == ended) {
                components.setTransaction(invocation, null);
            }
        }
    }

    /** Empty on another server than Payara. @throws IllegalStateException on a Payara with other internals than those that are known */
    private static Optional<ComponentTransaction> find() {
        Optional<PayaraComponents> components = PayaraComponents.ofThisServer();
        if (components.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ComponentTransaction(components.get(), InitialContext.doLookup(MANAGER)));
        } catch (NamingException unknown) {
            throw new IllegalStateException("this Payara has no " + MANAGER, unknown);
        }
    }
}
