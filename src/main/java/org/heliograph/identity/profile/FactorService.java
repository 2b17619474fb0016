package org.heliograph.identity.profile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.factor.FactorSetup;
import org.heliograph.identity.factor.SecondFactorService;
import org.heliograph.identity.signin.FactorPolicy;
import org.heliograph.identity.signin.SessionRepository;
import org.heliograph.rest.ApiException;

/** Turns the second factor of one's own account on and off, each in a transaction that has locked the account's row. */
@ApplicationScoped
@Transactional
class FactorService {
    @Inject
    private SecondFactorService factors;

    @Inject
    private FactorPolicy policy;

    @Inject
    private AccountRepository accounts;

    @Inject
    private SessionRepository sessions;

    @Inject
    private AuditTrail audit;

    /** Creates a secret, which has no effect until it is confirmed. @throws ApiException 409 FACTOR_ON */
    FactorSetup begin(Account account) {
        accounts.lock(account.getId());
        return new FactorSetup(account.getEmail(), factors.begin(account.getId()));
    }

    /**
     * Turns the factor on and ends the other sessions, which began without it.
     *
     * @param session that goes on
     * @return the recovery codes; empty when the code is wrong
     */
    Optional<List<String>> confirm(Account account, String code, String session) {
        accounts.lock(account.getId());
        return recorded(AuditAction.FACTOR_ENABLE, account, factors.confirm(account.getId(), code))
                .map(codes -> {
                    sessions.endOthers(account.getId(), session);
                    return codes;
                });
    }

    /** Replaces the recovery codes. @return the new ones; empty when the code is wrong */
    Optional<List<String>> renewRecoveryCodes(Account account, String code) {
        return proved(
                AuditAction.FACTOR_RECOVERY_CODES, account, code, () -> factors.renewRecoveryCodes(account.getId()));
    }

    /** Turns the factor off. @return empty when the code is wrong @throws ApiException 409 FACTOR_REQUIRED */
    Optional<Boolean> turnOff(Account account, String code) {
        if (policy.requires(account)) {
            throw new ApiException(409, "FACTOR_REQUIRED", "Your account must have two-factor authentication.");
        }
        return proved(AuditAction.FACTOR_DISABLE, account, code, () -> factors.remove(account.getId()));
    }

    private <T> Optional<T> proved(AuditAction act, Account account, String code, Supplier<T> change) {
        accounts.lock(account.getId());
        return recorded(act, account, factors.prove(account.getId(), code).map(proof -> change.get()));
    }

    private <T> Optional<T> recorded(AuditAction act, Account account, Optional<T> result) {
        result.ifPresent(done -> audit.record(AuditEntry.of(act).ofAccount(account.getId(), account.getEmail())));
        return result;
    }
}
