package org.heliograph.identity.factor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.key.SecretCipher;
import org.heliograph.identity.key.SigningKey;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.rest.ApiException;

/**
 * The second factors of accounts (docs/adr/0052-second-factor.md). A secret counts once a code of it has confirmed that an app has it. Each
 * code works once. Changes need the locked row of the account.
 */
@ApplicationScoped
public class SecondFactorService {
    private static final Logger LOG = Logger.getLogger(SecondFactorService.class.getName());
    private static final String PURPOSE = "heliograph second factors v1";
    private static final int SECRET_BYTES = 20;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String SELECT =
            "select secret, confirmed_at, last_step from second_factor where account_id = ?";
    private static final String ALL = "select account_id, secret from second_factor";
    /** A secret has no step before the first code of it is used. */
    private static final String CONFIRM =
            "update second_factor set confirmed_at = ? where account_id = ? and confirmed_at is null and last_step > 0";

    private static final String INSERT = "insert into second_factor (account_id, secret, created_at) values (?, ?, ?)";

    private SqlTemplate sql;
    private Clock clock;
    private SecretCipher cipher;

    /** For the container's proxies. */
    protected SecondFactorService() {}

    @Inject
    SecondFactorService(SqlTemplate sql, Clock clock, SigningKey signingKey) {
        this(sql, clock, new SecretCipher(signingKey, PURPOSE));
    }

    SecondFactorService(SqlTemplate sql, Clock clock, SecretCipher cipher) {
        this.sql = sql;
        this.clock = clock;
        this.cipher = cipher;
    }

    /** The state of an account's factor. @param since null while it does not count @param recoveryCodes unused ones */
    public record State(Instant since, int recoveryCodes) {
        public boolean on() {
            return since != null;
        }
    }

    /** What proved an account. */
    public enum Proof {
        CODE,
        RECOVERY_CODE
    }

    private record Sealed(String accountId, String secret) {}

    private record Stored(String secret, Instant confirmedAt, long lastStep) {}

    @Transactional
    public State state(String accountId) {
        return new State(
                find(accountId).map(Stored::confirmedAt).orElse(null),
                sql.query(
                                "select count(*) as codes from recovery_code where account_id = ?",
                                row -> row.integer("codes"),
                                accountId)
                        .get(0));
    }

    /** Whether a sign-in with the account needs a code. */
    @Transactional
    public boolean isOn(String accountId) {
        return find(accountId).filter(stored -> stored.confirmedAt() != null).isPresent();
    }

    /** Those of some accounts whose sign-in needs a code. */
    @Transactional
    public Set<String> on(Collection<String> accountIds) {
        return Set.copyOf(sql.query(
                "select account_id from second_factor where confirmed_at is not null and account_id = any(?)",
                row -> row.text("account_id"),
                List.copyOf(accountIds)));
    }

    /**
     * Creates a secret, which replaces one that is not confirmed.
     *
     * @return the secret in base32
     * @throws ApiException 409 FACTOR_ON when there is a confirmed one
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public String begin(String accountId) {
        if (isOn(accountId)) {
            throw new ApiException(409, "FACTOR_ON", "Two-factor authentication is on; turn it off first.");
        }
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        String secret = Base32.encode(bytes);
        remove(accountId);
        sql.update(INSERT, accountId, cipher.seal(secret), Timestamps.now(clock));
        return secret;
    }

    /** Lets a secret count, if the code is one of it. @return the recovery codes; empty when the code is wrong or there is nothing to confirm */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<List<String>> confirm(String accountId, String code) {
        return proveNew(accountId, code) ? confirmProved(accountId) : Optional.empty();
    }

    /** Uses a code up of a secret that does not count. @return false when it is wrong or there is nothing to confirm */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean proveNew(String accountId, String code) {
        return !isOn(accountId) && useCode(accountId, code);
    }

    /** Lets a secret count of which a code was used. @return the recovery codes; empty when another secret has replaced it, or it counts */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<List<String>> confirmProved(String accountId) {
        int confirmed = sql.update(CONFIRM, Timestamps.now(clock), accountId);
        return confirmed == 1 ? Optional.of(renewRecoveryCodes(accountId)) : Optional.empty();
    }

    /** Uses a code up. @return what it was; empty when it is wrong, was used, or the account has no factor that counts */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<Proof> prove(String accountId, String code) {
        if (!isOn(accountId)) {
            return Optional.empty();
        }
        if (useCode(accountId, code)) {
            return Optional.of(Proof.CODE);
        }
        int used = sql.update(
                "delete from recovery_code where account_id = ? and code_hash = ?",
                accountId,
                RecoveryCodes.hash(code));
        return used == 1 ? Optional.of(Proof.RECOVERY_CODE) : Optional.empty();
    }

    /** Replaces the recovery codes. @return the new ones, which are stored nowhere */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<String> renewRecoveryCodes(String accountId) {
        sql.update("delete from recovery_code where account_id = ?", accountId);
        List<String> codes = RecoveryCodes.create();
        sql.batch(
                "insert into recovery_code (account_id, code_hash) values (?, ?)",
                codes.stream()
                        .map(code -> new Object[] {accountId, RecoveryCodes.hash(code)})
                        .toList());
        return codes;
    }

    /** Removes the factor and its recovery codes. @return whether it counted */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean remove(String accountId) {
        boolean on = isOn(accountId);
        sql.update("delete from recovery_code where account_id = ?", accountId);
        sql.update("delete from second_factor where account_id = ?", accountId);
        return on;
    }

    /** Encrypts with the signing key of now what is encrypted with the one before, and says how many secrets cannot be read any more. */
    @Transactional
    public void reseal() {
        List<Object[]> renewed = new ArrayList<>();
        int foreign = 0;
        for (Sealed one : sql.query(ALL, row -> new Sealed(row.text("account_id"), row.text("secret")))) {
            Optional<String> before = cipher.openPrevious(one.secret());
            before.ifPresent(secret -> renewed.add(new Object[] {cipher.seal(secret), one.accountId(), one.secret()}));
            foreign += cipher.open(one.secret()).isPresent() ? 0 : 1;
        }
        sql.batch("update second_factor set secret = ? where account_id = ? and secret = ?", renewed);
        if (foreign > 0) {
            LOG.log(
                    Level.WARNING,
                    "the second factors of {0} accounts were encrypted with an earlier signing key: their owners sign in with a"
                            + " recovery code, or an administrator resets them",
                    foreign);
        }
    }

    private boolean useCode(String accountId, String code) {
        Stored stored = find(accountId).orElse(null);
        String secret = stored == null ? null : cipher.open(stored.secret()).orElse(null);
        if (secret == null) {
            return false;
        }
        OptionalLong step = TotpCode.matchingStep(
                Base32.decode(secret), code.replaceAll("\\s", ""), clock.instant(), stored.lastStep());
        step.ifPresent(
                used -> sql.update("update second_factor set last_step = ? where account_id = ?", used, accountId));
        return step.isPresent();
    }

    private Optional<Stored> find(String accountId) {
        return sql
                .query(
                        SELECT,
                        row -> new Stored(row.text("secret"), row.time("confirmed_at"), row.bigint("last_step")),
                        accountId)
                .stream()
                .findFirst();
    }
}
