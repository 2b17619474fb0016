package org.heliograph.identity.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.client.SignInClient;
import org.heliograph.identity.factor.FactorChallengeService;
import org.heliograph.rest.ApiException;

/**
 * The second step of a sign-in (docs/adr/0052-second-factor.md): a challenge and a code for a session. A right code counts behind the
 * limits only, like a right password.
 */
@ApplicationScoped
public class FactorSignInService {
    @Inject
    private FactorChallengeService challenges;

    @Inject
    private FactorProofService proofs;

    @Inject
    private AccountRepository accounts;

    @Inject
    private PasswordCheckService checks;

    @Inject
    private SignInService signIn;

    /**
     * A session that began with a code.
     *
     * @param recoveryCodes those of a factor that was set up with it, otherwise empty
     */
    record Completed(SignInService.SignedIn signedIn, List<String> recoveryCodes) {}

    /** @throws ApiException 401 INVALID_CHALLENGE or WRONG_CODE, 429 RATE_LIMITED */
    Completed complete(String challenge, String code, SignInClient client) {
        return SignInMetrics.count(() -> check(challenge, code, client));
    }

    private Completed check(String challenge, String code, SignInClient client) {
        Account account = challenges.account(challenge).flatMap(accounts::find).orElseThrow(FactorProofService::ended);
        AtomicReference<FactorProofService.Proved> proved = new AtomicReference<>();
        boolean right = checks.matchesCode(
                account,
                () -> {
                    proofs.prove(challenge, code).ifPresent(proved::set);
                    return proved.get() != null;
                },
                client);
        if (!right) {
            throw wrongCode();
        }
        return new Completed(
                signIn.signedIn(proofs.begin(challenge, proved.get().factor(), client)),
                proved.get().recoveryCodes());
    }

    /** The answer to a wrong code, wherever one is asked for. */
    public static ApiException wrongCode() {
        return new ApiException(401, "WRONG_CODE", "The code is wrong or was used.");
    }
}
