package org.heliograph.identity.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.heliograph.identity.AccessTokenFactory;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.account.PasswordHasher;
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
    private RefreshTokenService refreshTokens;

    @Inject
    private AccessTokenFactory accessTokens;

    @Inject
    private Clock clock;

    /** The account and the pair of tokens of a successful sign-in. */
    public record SignedIn(Account account, String token, String refreshToken, long expiresInSeconds) {
        /** Without the tokens. */
        @Override
        public String toString() {
            return "SignedIn[" + account.getId() + "]";
        }
    }

    /** @throws ApiException 401 INVALID_CREDENTIALS, 403 ACCOUNT_DISABLED, 429 ACCOUNT_LOCKED */
    public SignedIn login(String email, String password) {
        Optional<Account> account = accounts.findByEmail(email);
        if (account.isEmpty()) {
            passwords.matchesDummy(password);
        }
        if (account.isEmpty() || !proves(account.get(), password)) {
            throw wrongCredentials();
        }
        return begin(account.get());
    }

    /**
     * Signs in an account whose password has been verified.
     *
     * @throws ApiException 401 INVALID_CREDENTIALS when the password was changed since the account was read
     */
    public SignedIn begin(Account account) {
        requireEnabled(account);
        return signedIn(account, refreshTokens.create(account).orElseThrow(SignInService::wrongCredentials));
    }

    /** @throws ApiException 401 INVALID_REFRESH_TOKEN */
    public SignedIn refresh(String refreshToken) {
        return refreshTokens
                .rotate(refreshToken)
                .map(rotated -> signedIn(rotated.account(), rotated.token()))
                .orElseThrow(() -> new ApiException(
                        401, "INVALID_REFRESH_TOKEN", "The refresh token is unknown, spent or expired; sign in."));
    }

    public void logout(String refreshToken) {
        refreshTokens.endFamily(refreshToken);
    }

    /** Changes the password and ends every other sign-in of the account. @throws ApiException 403 WRONG_PASSWORD, 400 WEAK_PASSWORD */
    public SignedIn changePassword(Account account, String current, String next) {
        PasswordHasher.requireStrong(next);
        requireEnabled(account);
        if (!proves(account, current)) {
            throw wrongPassword();
        }
        String hash = passwords.hash(next);
        return signedIn(account, refreshTokens.changePassword(account, hash).orElseThrow(SignInService::wrongPassword));
    }

    /**
     * Verifies a password; a wrong one counts towards the lock.
     *
     * @throws ApiException 429 ACCOUNT_LOCKED after too many failures, 429 RATE_LIMITED when too many sign in
     */
    public boolean proves(Account account, String password) {
        if (!accounts.admitAttempt(account.getId())) {
            throw locked(account);
        }
        try {
            if (!passwords.matches(password, account.getPasswordHash())) {
                return false;
            }
        } catch (ApiException busy) {
            accounts.withdrawAttempt(account.getId());
            throw busy;
        }
        accounts.clearFailures(account.getId());
        return true;
    }

    private ApiException locked(Account account) {
        Instant until = account.getLockedUntil();
        long seconds = until == null
                ? 1
                : Math.max(1, Duration.between(clock.instant(), until).toSeconds() + 1);
        return new ApiException(429, "ACCOUNT_LOCKED", "Too many wrong passwords; the account is locked for a while.")
                .retryAfter(seconds);
    }

    private static ApiException wrongCredentials() {
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

    private SignedIn signedIn(Account account, String refreshToken) {
        String token = accessTokens.create(account.getId(), account.getEmail(), account.getRole());
        return new SignedIn(account, token, refreshToken, accessTokens.life().toSeconds());
    }
}
