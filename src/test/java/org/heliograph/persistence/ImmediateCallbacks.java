package org.heliograph.persistence;

/** For the tests of several packages that have no transactions. */
public class ImmediateCallbacks extends TransactionCallbacks {
    @Override
    public void afterCommit(Runnable action) {
        action.run();
    }
}
