package org.heliograph.persistence;

/** For tests without transactions. */
public class ImmediateCallbacks extends TransactionCallbacks {
    @Override
    public void afterCommit(Runnable action) {
        action.run();
    }
}
