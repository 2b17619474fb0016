package org.heliograph.identity.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.client.SignInClient;
import org.heliograph.identity.factor.FactorChallengeService;
import org.heliograph.identity.factor.FactorSetup;
import org.heliograph.identity.factor.SecondFactorService;
import org.heliograph.rest.ApiException;

/** What the second step of a sign-in changes, each in a transaction that has locked the row of the challenge's account. */
@ApplicationScoped
@Transactional
class FactorProofService {
    @Inject
    private FactorChallengeService challenges;

    @Inject
    private SecondFactorService factors;

    @Inject
    private AccountRepository accounts;

    @Inject
    private RefreshTokenService refreshTokens;

    @Inject
    private SessionAudit audit;

    /**
     * A right code.
     *
     * @param factor        what it was, for the audit trail
     * @param recoveryCodes those of a factor that was set up with it, otherwise empty
     */
    record Proved(String factor, List<String> recoveryCodes) {}

    /**
     * Begins the set-up of a factor by an account that must have one and has none.
     *
     * @throws ApiException 401 INVALID_CHALLENGE, 409 FACTOR_ON
     */
    FactorSetup setUp(String challenge) {
        Account account = lock(challenge);
        return new FactorSetup(account.getEmail(), factors.begin(account.getId()));
    }

    /** Uses the code up; an account without a factor that counts confirms it by this. */
    Optional<Proved> prove(String challenge, String code) {
        Account account = lock(challenge);
        if (factors.isOn(account.getId())) {
            return factors.prove(account.getId(), code)
                    .map(proof -> new Proved(proof.name().toLowerCase(Locale.ROOT), List.of()));
        }
        return factors.confirm(account.getId(), code).map(recoveryCodes -> {
            audit.factorOn(account);
            return new Proved("code", recoveryCodes);
        });
    }

    /** Uses the challenge up and begins the session. */
    RefreshTokenService.Started begin(String challenge, String factor, SignInClient client) {
        Account account = lock(challenge);
        if (!challenges.redeem(challenge, account)) {
            throw ended();
        }
        return refreshTokens.create(account, Optional.of(factor), client).orElseThrow(FactorProofService::ended);
    }

    private Account lock(String challenge) {
        Account account = challenges.account(challenge).map(accounts::lock).orElseThrow(FactorProofService::ended);
        if (!challenges.isFor(challenge, account)) {
            throw ended();
        }
        SignInService.requireEnabled(account);
        return account;
    }

    static ApiException ended() {
        return new ApiException(401, "INVALID_CHALLENGE", "This sign-in has taken too long; begin again.");
    }
}
