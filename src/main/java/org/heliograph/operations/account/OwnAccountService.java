package org.heliograph.operations.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.rest.ApiException;

/** Changes one's own account, in a transaction that has locked its row. */
@ApplicationScoped
class OwnAccountService {
    @Inject
    private AccountRepository accounts;

    @Inject
    private AccountProfileService profiles;

    @Inject
    private AuditTrail audit;

    /**
     * Changes the name and the address of an account, whose password was checked for another address.
     *
     * @param proved as it was then
     * @throws ApiException as {@link #lockUnchanged} and {@link AccountProfileService#change}
     */
    @Transactional
    Account change(Account proved, Optional<String> name, Optional<String> email) {
        String id = proved.getId();
        Account account = lockUnchanged(proved);
        JsonObject before = AccountProfileService.values(account);
        String address = account.getEmail();
        profiles.change(account, name, email);
        if (!account.getEmail().equals(address)) {
            account.claimAddress();
        }
        audit.record(AuditEntry.of(AuditAction.ACCOUNT_UPDATE)
                .ofAccount(id, account.getEmail())
                .change(before, AccountProfileService.values(account)));
        return account;
    }

    /**
     * Locks an account whose password was checked before the lock.
     *
     * @throws ApiException 403 when it was deleted or disabled meanwhile, or has another password
     */
    @Transactional(Transactional.TxType.MANDATORY)
    Account lockUnchanged(Account proved) {
        Account account = accounts.lock(proved.getId());
        if (account == null
                || account.isDisabled()
                || !account.getPasswordHash().equals(proved.getPasswordHash())) {
            throw ApiException.forbidden("Your account was changed meanwhile; sign in again.");
        }
        return account;
    }
}
