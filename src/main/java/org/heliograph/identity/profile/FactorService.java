package org.heliograph.identity.profile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
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

/**
 * Turns the second factor of one's own account on and off, each in a transaction that has locked the account's row. A proof changes nothing
 * but that its code is used up: the change follows once the result was counted, since it must not count while codes are paused.
 */
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

    /** Uses up a code of a secret that does not count. @return false when it is wrong */
    boolean proveNew(Account account, String code) {
        accounts.lock(account.getId());
        return factors.proveNew(account.getId(), code);
    }

    /** Uses a code up. @return false when it is wrong */
    boolean prove(Account account, String code) {
        accounts.lock(account.getId());
        return factors.prove(account.getId(), code).isPresent();
    }

    /**
     * Turns a factor on of which a code was used, and ends the other sessions, which began without it.
     *
     * @param session that goes on
     * @return the recovery codes
     * @throws ApiException 409 CONFLICT when another secret has replaced it meanwhile
     */
    List<String> confirm(Account account, String session) {
        accounts.lock(account.getId());
        List<String> codes = factors.confirmProved(account.getId()).orElseThrow(FactorService::changed);
        record(AuditAction.FACTOR_ENABLE, account);
        sessions.endOthers(account.getId(), session);
        return codes;
    }

    /** Replaces the recovery codes after a proof. @return the new ones @throws ApiException 409 CONFLICT when the factor is off meanwhile */
    List<String> renewRecoveryCodes(Account account) {
        accounts.lock(account.getId());
        if (!factors.isOn(account.getId())) {
            throw changed();
        }
        record(AuditAction.FACTOR_RECOVERY_CODES, account);
        return factors.renewRecoveryCodes(account.getId());
    }

    /** @throws ApiException 409 FACTOR_REQUIRED */
    void requireOptional(Account account) {
        if (policy.requires(account)) {
            throw new ApiException(409, "FACTOR_REQUIRED", "Your account must have two-factor authentication.");
        }
    }

    /** Turns the factor off after a proof. @throws ApiException 409 FACTOR_REQUIRED, or CONFLICT when it is off meanwhile */
    void turnOff(Account account) {
        requireOptional(account);
        accounts.lock(account.getId());
        if (!factors.remove(account.getId())) {
            throw changed();
        }
        record(AuditAction.FACTOR_DISABLE, account);
    }

    private void record(AuditAction act, Account account) {
        audit.record(AuditEntry.of(act).ofAccount(account.getId(), account.getEmail()));
    }

    private static ApiException changed() {
        return ApiException.conflict("Your two-factor authentication was changed meanwhile; try again.");
    }
}
