package org.heliograph.gateway;

import java.util.ArrayList;
import java.util.List;
import org.heliograph.identity.AccountStatus;
import org.heliograph.identity.Caller;

/** Every account stands as its token says. */
final class FakeStanding implements AccountStatus {
    final List<String> forgotten = new ArrayList<>();

    @Override
    public Caller current(Caller caller, boolean ours) {
        return caller;
    }

    @Override
    public void invalidate(String accountId) {
        forgotten.add(accountId);
    }
}
