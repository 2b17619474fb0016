package org.heliograph.operations.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.identity.Caller;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.account.AccountRightsChecker;
import org.heliograph.identity.oidc.IdentityRepository;
import org.heliograph.rest.ApiException;

/** Lets accounts be linked with people of the OpenID Connect provider. */
@ApplicationScoped
public class AccountLinkService {
    @Inject
    private AccountRepository accounts;

    @Inject
    private AccountRightsChecker rights;

    @Inject
    private IdentityRepository identities;

    @Inject
    private AuditTrail audit;

    /** @throws ApiException 403 when the caller is no administrator any more, 404 */
    @Transactional
    void permit(String id, Caller admin) {
        rights.requireAdminUntilCommit(admin);
        Account account = accounts.find(id).orElseThrow(() -> ApiException.notFound("There is no such account."));
        identities.permit(id, admin.userId());
        audit.record(AuditEntry.of(AuditAction.ACCOUNT_LINK_PERMIT).on(id, account.getEmail()));
    }
}
