package org.heliograph.identity.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.heliograph.identity.AccessTokenFactory;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.account.PasswordHasher;
import org.heliograph.identity.account.PasswordPolicy;
import org.heliograph.identity.client.SignInClient;
import org.heliograph.identity.factor.FactorChallengeService;
import org.heliograph.identity.factor.SecondFactorService;
import org.heliograph.rest.ApiException;

/**
 * Sign-in, refresh, sign-out and password change. An unknown address and a wrong password get the same response after the same
 * work. Passwords are never hashed within a transaction, which would hold a connection for that time.
 */
@ApplicationScoped
public class SignInService {
    @Inject
    private AccountRepository accounts;

    @Inject
    private PasswordHasher passwords;

    @Inject
    private PasswordPolicy policy;

    @Inject
    private PasswordCheckService checks;

    @Inject
    private RefreshTokenService refreshTokens;

    @Inject
    private AccessTokenFactory accessTokens;

    @Inject
    private SecondFactorService factors;

    @Inject
    private FactorPolicy factorPolicy;

    @Inject
    private FactorChallengeService challenges;

    @Inject
    private PasswordRule passwordRule;

    /**
     * The account and the pair of tokens of a successful sign-in.
     *
     * @param deviceToken makes the client a known device; null when it is none, after a refresh
     */
    public record SignedIn(
            Account account, String token, String refreshToken, String deviceToken, long expiresInSeconds)
            implements SignInOutcome {
        /** Without the tokens. */
        @Override
        public String toString() {
            return "SignedIn[" + account.getId() + "]";
        }
    }

    /** @throws ApiException 401 INVALID_CREDENTIALS, 403 ACCOUNT_DISABLED or PASSWORDS_CLOSED, 429 RATE_LIMITED */
    public SignInOutcome login(String email, String password, SignInClient client) {
        return SignInMetrics.count(() -> signIn(email, password, client));
    }

    private SignInOutcome signIn(String email, String password, SignInClient client) {
        Optional<Account> account = accounts.findByEmail(email);
        if (!checks.matches(Account.normalized(email), account, password, client)) {
            throw wrongCredentials();
        }
        return begin(account.orElseThrow(), client);
    }

    /**
     * Whether a password is that of an account; a wrong one counts as a failed sign-in.
     *
     * @throws ApiException 429 RATE_LIMITED after too many failures, or when too many sign in
     */
    public boolean proves(Account account, String password, SignInClient client) {
        return checks.matches(account.getEmail(), Optional.of(account), password, client);
    }

    /**
     * Signs in an account whose password has been verified, or asks for its code.
     *
     * @throws ApiException 401 INVALID_CREDENTIALS when the password was changed since the account was read, 403 PASSWORDS_CLOSED
     */
    public SignInOutcome begin(Account account, SignInClient client) {
        requireEnabled(account);
        passwordRule.require(account);
        boolean on = factors.isOn(account.getId());
        if (on || factorPolicy.requires(account)) {
            return new SignInOutcome.CodeRequired(challenges.issue(account), !on);
        }
        return signedIn(
                refreshTokens.create(account, Optional.empty(), client).orElseThrow(SignInService::wrongCredentials));
    }

    /** @throws ApiException 401 INVALID_REFRESH_TOKEN, 429 RATE_LIMITED */
    public SignedIn refresh(String refreshToken, SignInClient client) {
        return refreshTokens
                .rotate(refreshToken, client)
                .map(this::signedIn)
                .orElseThrow(() -> new ApiException(
                        401, "INVALID_REFRESH_TOKEN", "The refresh token is unknown, spent or expired; sign in."));
    }

    public void logout(String refreshToken) {
        refreshTokens.endSessionOf(refreshToken);
    }

    /** Ends every session of an account, on every device. @throws ApiException 403 when another issuer's caller has no account here */
    public void logoutEverywhere(String accountId) {
        if (!refreshTokens.endEverywhere(accountId)) {
            throw ApiException.forbidden("You have no account here whose sessions could be ended.");
        }
    }

    /**
     * Changes the password and ends every other sign-in of the account.
     *
     * @param session the caller's, which goes on as another
     * @throws ApiException 403 WRONG_PASSWORD or PASSWORDS_CLOSED, 400 WEAK_PASSWORD
     */
    public SignedIn changePassword(Account account, String current, String next, String session, SignInClient client) {
        policy.require(next, account.getEmail());
        requireEnabled(account);
        passwordRule.require(account);
        if (!checks.matchesOwn(account, current)) {
            throw wrongPassword();
        }
        String hash = passwords.hash(next);
        return signedIn(
                refreshTokens.changePassword(account, hash, session, client).orElseThrow(SignInService::wrongPassword));
    }

    static ApiException wrongCredentials() {
        return new ApiException(401, "INVALID_CREDENTIALS", "The address or the password is wrong.");
    }

    private static ApiException wrongPassword() {
        return new ApiException(403, "WRONG_PASSWORD", "The current password is wrong.");
    }

    /** @throws ApiException 403 ACCOUNT_DISABLED */
    public static void requireEnabled(Account account) {
        if (account.isDisabled()) {
            throw new ApiException(403, "ACCOUNT_DISABLED", "This account has been disabled.");
        }
    }

    SignedIn signedIn(RefreshTokenService.Started started) {
        Account account = started.account();
        String token = accessTokens.create(
                account.getId(), account.getEmail(), account.getRole(), account.getTokenVersion(), started.session());
        return new SignedIn(
                account,
                token,
                started.token(),
                started.deviceToken(),
                accessTokens.life().toSeconds());
    }
}
