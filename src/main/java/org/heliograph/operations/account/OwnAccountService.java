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

    /** Changes the name and the address of an account, whose password was checked for another address. @throws ApiException as {@link AccountProfileService#change} */
    @Transactional
    Account change(String id, Optional<String> name, Optional<String> email) {
        Account account = accounts.lock(id);
        if (account == null) {
            throw ApiException.forbidden("Your account was deleted.");
        }
        JsonObject before = AccountProfileService.values(account);
        profiles.change(account, name, email);
        audit.record(AuditEntry.of(AuditAction.ACCOUNT_UPDATE)
                .ofAccount(id, account.getEmail())
                .change(before, AccountProfileService.values(account)));
        return account;
    }
}
