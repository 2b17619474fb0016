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
import org.heliograph.identity.oidc.ProviderAccountService;
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
    private AccountAdminService administration;

    @Inject
    private ProviderAccountService provided;

    @Inject
    private AuditTrail audit;

    /** @throws ApiException 403 when the caller is no administrator any more, 404, 409 ADDRESS_NOT_PROVED */
    @Transactional
    void permit(String id, Caller admin) {
        rights.requireAdminUntilCommit(admin);
        Account account = accounts.find(id).orElseThrow(() -> ApiException.notFound("There is no such account."));
        if (account.isAddressClaimed()) {
            throw new ApiException(
                    409,
                    "ADDRESS_NOT_PROVED",
                    "The holder of this account named its address, and nothing proves it. Invite the address by mail, or change it yourself, first.");
        }
        identities.permit(id, admin.userId());
        audit.record(AuditEntry.of(AuditAction.ACCOUNT_LINK_PERMIT).on(id, account.getEmail()));
    }

    /**
     * Ends a link.
     *
     * @throws ApiException 403 when the caller is no administrator any more, 404, 409 when the account was made for its subject, 409
     *     OWN_ACCOUNT or LAST_ADMINISTRATOR when it is an administrator by a group
     */
    @Transactional
    void unlink(String issuer, String id, Caller admin) {
        Account account = administration.requireChangeable(id, admin);
        if (identities
                .ofAccount(issuer, id)
                .filter(link -> Caller.ADMIN.equals(link.role()) && !Caller.ADMIN.equals(link.previousRole()))
                .isPresent()) {
            administration.requireDemotable(account, admin);
        }
        provided.unlink(issuer, id);
    }
}
