package org.heliograph.persistence;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** Runs what may happen only when the current transaction has committed, such as a change of what a node remembers. */
@ApplicationScoped
public class TransactionCallbacks {
    @Resource
    private TransactionSynchronizationRegistry transactions;

    /** Uses the server's transactions. */
    public TransactionCallbacks() {}

    TransactionCallbacks(TransactionSynchronizationRegistry transactions) {
        this.transactions = transactions;
    }

    /** Runs an action when the current transaction has committed; never if it does not; at once if there is no transaction. */
    public void afterCommit(Runnable action) {
        int status = transactions.getTransactionStatus();
        if (status == Status.STATUS_NO_TRANSACTION) {
            action.run();
        } else if (status == Status.STATUS_ACTIVE) {
            transactions.registerInterposedSynchronization(new Synchronization() {
                @Override
                public void beforeCompletion() {
                    // nothing is known yet
                }

                @Override
                public void afterCompletion(int outcome) {
                    if (outcome == Status.STATUS_COMMITTED) {
                        action.run();
                    }
                }
            });
        }
    }
}
