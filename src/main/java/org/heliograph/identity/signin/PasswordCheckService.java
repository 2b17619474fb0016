package org.heliograph.identity.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditTrail;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.HashLane;
import org.heliograph.identity.account.PasswordHasher;
import org.heliograph.identity.client.SignInClient;
import org.heliograph.identity.device.DeviceService;
import org.heliograph.identity.limit.AddressLimiter;
import org.heliograph.identity.limit.SignInLimiter;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.rest.ApiException;

/**
 * Checks passwords within the limits (docs/adr/0027-sign-in-limits.md). What is cheap comes first: the limits of the client's address
 * and of the e-mail address, then the hash. The result is counted after the hash. A known device of the account has a count of its
 * own, so that strangers cannot lock it out. Everything is the same for an e-mail address without an account, also the work.
 */
@ApplicationScoped
public class PasswordCheckService {
    /** Stands for the account of an e-mail address that has none. */
    private static final String NO_ACCOUNT = "";

    private static final String TOO_MANY_SIGN_INS =
            "Too many failed sign-ins with this e-mail address; sign-in is paused.";
    private static final String TOO_MANY_CODES = "Too many wrong codes; wait before you try again.";
    private static final String TOO_MANY_CHANGES = "Too many wrong passwords; wait before you try again.";

    @Inject
    private PasswordHasher passwords;

    @Inject
    private SignInLimiter limiter;

    @Inject
    private AddressLimiter addresses;

    @Inject
    private DeviceService devices;

    @Inject
    private AuditTrail audit;

    @Inject
    private Clock clock;

    /**
     * Whether a password is that of an account.
     *
     * @param email   in its stored form
     * @param account empty when the address has no account; then the result is false
     * @throws ApiException 429 RATE_LIMITED after too many failures, or when too many sign in
     */
    public boolean matches(String email, Optional<Account> account, String password, SignInClient client) {
        audit.attemptWith(email);
        String accountId = account.map(Account::getId).orElse(NO_ACCOUNT);
        Optional<String> device = client.deviceTokens().isEmpty() ? Optional.empty() : devices.find(accountId, client);
        String subject = SignInLimiter.signIn(email);
        if (device.isEmpty()) {
            requireAddress(client);
            requireUnlocked(limiter.lockedUntil(subject), TOO_MANY_SIGN_INS);
        }
        HashLane lane = device.map(HashLane::device).orElseGet(() -> HashLane.address(client.group()));
        boolean right = hashMatches(account, password, lane);
        if (device.isPresent() && devices.settle(device.get(), right, client)) {
            return right;
        }
        if (!right) {
            addresses.count(client.group());
        }
        requireUnlocked(settle(subject, right), TOO_MANY_SIGN_INS);
        return right;
    }

    /**
     * Whether a password is that of a signed-in account. Failures count apart from those of sign-ins: neither can a stolen token
     * lock its owner out, nor can strangers keep the owner from another password.
     *
     * @throws ApiException 429 RATE_LIMITED as with {@link #matches}
     */
    public boolean matchesOwn(Account account, String password) {
        audit.attemptWith(account.getEmail());
        String subject = SignInLimiter.passwordChange(account.getId());
        requireUnlocked(limiter.lockedUntil(subject), TOO_MANY_CHANGES);
        boolean right = hashMatches(Optional.of(account), password, HashLane.device(account.getId()));
        requireUnlocked(settle(subject, right), TOO_MANY_CHANGES);
        return right;
    }

    /**
     * Whether a code is that of an account whose password was verified. Failures count by account and address. Known devices are
     * exempt from the limit of the address only: the password is known, so the number of guesses is all that stands in the way.
     *
     * @param check uses the code up
     * @throws ApiException 429 RATE_LIMITED as with {@link #matches}
     */
    public boolean matchesCode(Account account, BooleanSupplier check, SignInClient client) {
        audit.attemptWith(account.getEmail());
        if (devices.find(account.getId(), client).isEmpty()) {
            requireAddress(client);
        }
        BooleanSupplier counted = () -> {
            boolean right = check.getAsBoolean();
            if (!right) {
                addresses.count(client.group());
            }
            return right;
        };
        return isRight(SignInLimiter.secondFactor(account.getId()), counted);
    }

    /** Whether a code is that of a signed-in account. Failures count apart from those of sign-ins, as with {@link #matchesOwn}. */
    public boolean matchesOwnCode(Account account, BooleanSupplier check) {
        audit.attemptWith(account.getEmail());
        return isRight(SignInLimiter.secondFactorChange(account.getId()), check);
    }

    private boolean isRight(String subject, BooleanSupplier check) {
        requireUnlocked(limiter.lockedUntil(subject), TOO_MANY_CODES);
        boolean right = check.getAsBoolean();
        requireUnlocked(settle(subject, right), TOO_MANY_CODES);
        return right;
    }

    private boolean hashMatches(Optional<Account> account, String password, HashLane lane) {
        return account.isPresent()
                ? passwords.matches(password, account.get().getPasswordHash(), lane)
                : passwords.matchesNothing(password, lane);
    }

    private Optional<Instant> settle(String subject, boolean right) {
        Optional<Instant> locked = counted(subject, right);
        if (!right && locked.isEmpty() && limiter.lockedUntil(subject).isPresent()) {
            audit.recordAttempt(AuditAction.SIGN_IN_LOCK, "TOO_MANY_FAILURES");
        }
        return locked;
    }

    private Optional<Instant> counted(String subject, boolean right) {
        try {
            return limiter.settle(subject, right);
        } catch (RuntimeException failed) {
            if (!DatabaseException.isDuplicate(failed)) {
                throw failed;
            }
            // another one counted the first failure at the same time; now the row is there
            return limiter.settle(subject, right);
        }
    }

    private void requireAddress(SignInClient client) {
        long millis = addresses.waitMillis(client.group());
        if (millis > 0) {
            throw new ApiException(
                            429, "RATE_LIMITED", "Too many failed sign-ins from your network; sign-in is paused.")
                    .retryAfter(seconds(Duration.ofMillis(millis)));
        }
    }

    private void requireUnlocked(Optional<Instant> until, String message) {
        if (until.isPresent()) {
            throw new ApiException(429, "RATE_LIMITED", message)
                    .retryAfter(seconds(Duration.between(clock.instant(), until.get())));
        }
    }

    private static long seconds(Duration wait) {
        return Math.max(1, wait.toSeconds() + 1);
    }
}
