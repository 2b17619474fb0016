package org.heliograph.gateway;

import java.util.ArrayList;
import java.util.List;
import org.heliograph.identity.AccountStatusChecker;
import org.heliograph.identity.Caller;

/** Every account is active, with the roles of its token. */
final class FakeAccountStatusChecker implements AccountStatusChecker {
    final List<String> discarded = new ArrayList<>();

    @Override
    public Caller current(Caller caller, boolean ours) {
        return caller;
    }

    @Override
    public void invalidate(String accountId) {
        discarded.add(accountId);
    }

    @Override
    public void invalidateSession(String accountId, String session) {
        discarded.add(accountId + " " + session);
    }
}
