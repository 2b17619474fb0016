package org.heliograph.identity.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.factor.SecondFactorService.Proof;
import org.heliograph.identity.key.SecretCipher;
import org.heliograph.identity.key.SigningKey;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecondFactorServiceTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:00:10Z");
    private static final Duration STEP = Duration.ofSeconds(TotpCode.STEP_SECONDS);
    private static final String PURPOSE = "heliograph second factors v1";

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock(NOW);
    private final String id = UUID.randomUUID().toString();

    private static Configuration settings(Map<String, String> values) {
        return new Configuration(name -> Optional.ofNullable(values.get(name)));
    }

    private SigningKey key() {
        return new SigningKey(settings(Map.of("heliograph.data.dir", folder.toString())));
    }

    /** Another key in the place of the one of before, which is still known. */
    private SigningKey rotatedKey() {
        try {
            Files.move(folder.resolve("signing-key.jwk"), folder.resolve("old.jwk"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return new SigningKey(settings(
                Map.of("heliograph.data.dir", folder.toString(), "heliograph.signingkey.previous", "old.jwk")));
    }

    private SecondFactorService service(TestDatabase database) {
        return new SecondFactorService(database.sql(), clock, key());
    }

    private Account account(SqlTemplate sql) {
        Account account = new Account(id, id + "@acme.test", "Alice", "hash", "user", false, NOW);
        sql.update(
                "insert into account (id, email, name, password_hash, role, demo, created_at) values (?, ?, ?, ?, ?, false, ?)",
                id,
                account.getEmail(),
                account.getName(),
                account.getPasswordHash(),
                account.getRole(),
                NOW);
        return account;
    }

    private String code(String secret) {
        return TotpCode.of(Base32.decode(secret), TotpCode.step(clock.instant()));
    }

    @ParameterizedTest
    @EnumSource
    void aSecretCountsOnceACodeOfItHasConfirmedIt(TestDatabase database) {
        database.rolledBack(() -> {
            account(database.sql());
            SecondFactorService factors = service(database);
            String given = factors.begin(id);
            String secret = factors.begin(id);

            assertThat(factors.isOn(id)).isFalse();
            assertThat(factors.prove(id, code(secret))).isEmpty();
            assertThat(factors.confirm(id, code(given))).isEmpty();
            assertThat(factors.confirm(id, code(secret)).orElseThrow())
                    .hasSize(10)
                    .doesNotHaveDuplicates();

            assertThat(factors.isOn(id)).isTrue();
            assertThat(factors.state(id)).isEqualTo(new SecondFactorService.State(NOW, 10));
            assertThat(factors.on(List.of(id, "other"))).containsExactly(id);
            assertThat(factors.confirm(id, code(secret))).isEmpty();
            assertThatThrownBy(() -> factors.begin(id))
                    .isInstanceOf(ApiException.class)
                    .extracting("code")
                    .isEqualTo("FACTOR_ON");
        });
    }

    @ParameterizedTest
    @EnumSource
    void aProofOfANewSecretChangesNothingAndConfirmsNoLaterSecret(TestDatabase database) {
        database.rolledBack(() -> {
            account(database.sql());
            SecondFactorService factors = service(database);
            assertThat(factors.confirmProved(id)).isEmpty();
            String replaced = factors.begin(id);
            assertThat(factors.confirmProved(id)).as("without a proof").isEmpty();

            assertThat(factors.proveNew(id, code(replaced))).isTrue();
            assertThat(factors.isOn(id)).isFalse();
            assertThat(factors.state(id).recoveryCodes()).isZero();

            String secret = factors.begin(id);
            assertThat(factors.confirmProved(id)).as("of another secret").isEmpty();
            assertThat(factors.proveNew(id, code(secret))).isTrue();
            assertThat(factors.confirmProved(id).orElseThrow()).hasSize(10);
            assertThat(factors.confirmProved(id)).as("again").isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aCodeProvesOnceAndNeitherTheConfirmingOneNorAnEarlierOneProves(TestDatabase database) {
        database.rolledBack(() -> {
            account(database.sql());
            SecondFactorService factors = service(database);
            String secret = factors.begin(id);
            String confirming = code(secret);
            factors.confirm(id, confirming);

            assertThat(factors.prove(id, confirming)).isEmpty();
            clock.move(STEP);
            String next = code(secret);
            assertThat(factors.prove(id, " " + next.substring(0, 3) + " " + next.substring(3)))
                    .contains(Proof.CODE);
            assertThat(factors.prove(id, next)).isEmpty();
            assertThat(factors.prove(id, confirming)).isEmpty();
            clock.move(STEP);
            assertThat(factors.prove(id, code(secret))).contains(Proof.CODE);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aRecoveryCodeProvesOnceHoweverItIsWrittenAndTheDatabaseHasItsHashOnly(TestDatabase database) {
        database.rolledBack(() -> {
            account(database.sql());
            SecondFactorService factors = service(database);
            String secret = factors.begin(id);
            List<String> codes = factors.confirm(id, code(secret)).orElseThrow();

            assertThat(stored(database)).doesNotContain(secret).doesNotContainAnyElementsOf(codes);
            assertThat(factors.prove(id, codes.get(0).toUpperCase().replace("-", " ")))
                    .contains(Proof.RECOVERY_CODE);
            assertThat(factors.prove(id, codes.get(0))).isEmpty();
            assertThat(factors.state(id).recoveryCodes()).isEqualTo(9);

            List<String> renewed = factors.renewRecoveryCodes(id);
            assertThat(factors.prove(id, codes.get(1))).isEmpty();
            assertThat(factors.prove(id, renewed.get(9))).contains(Proof.RECOVERY_CODE);
        });
    }

    private List<String> stored(TestDatabase database) {
        HashSet<String> all = new HashSet<>(database.sql()
                .query("select secret from second_factor where account_id = ?", row -> row.text("secret"), id));
        all.addAll(database.sql()
                .query("select code_hash from recovery_code where account_id = ?", row -> row.text("code_hash"), id));
        return List.copyOf(all);
    }

    @ParameterizedTest
    @EnumSource
    void aRemovedFactorLeavesNothing(TestDatabase database) {
        database.rolledBack(() -> {
            account(database.sql());
            SecondFactorService factors = service(database);
            String secret = factors.begin(id);
            assertThat(factors.remove(id)).isFalse();
            secret = factors.begin(id);
            List<String> codes = factors.confirm(id, code(secret)).orElseThrow();

            assertThat(factors.remove(id)).isTrue();

            clock.move(STEP);
            assertThat(factors.isOn(id)).isFalse();
            assertThat(factors.prove(id, code(secret))).isEmpty();
            assertThat(factors.prove(id, codes.get(0))).isEmpty();
            assertThat(stored(database)).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aSecretGoesOverToTheNextSigningKeyWhileKeysAreRotated(TestDatabase database) {
        database.rolledBack(() -> {
            account(database.sql());
            SecondFactorService before = service(database);
            String secret = before.begin(id);
            before.confirm(id, code(secret));
            SigningKey both = rotatedKey();
            String sealed = stored(database).stream()
                    .filter(text -> text.startsWith("v1:"))
                    .findFirst()
                    .orElseThrow();
            assertThat(new SecretCipher(both, PURPOSE).openPrevious(sealed)).isEqualTo(Optional.of(secret));

            new SecondFactorService(database.sql(), clock, both).reseal();

            String renewed = stored(database).stream()
                    .filter(text -> text.startsWith("v1:"))
                    .findFirst()
                    .orElseThrow();
            assertThat(renewed).isNotEqualTo(sealed);
            assertThat(new SecretCipher(both, PURPOSE).open(renewed)).contains(secret);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aChallengeIsForItsAccountAsItWasOnceAndForATime(TestDatabase database) {
        database.rolledBack(() -> {
            Account account = account(database.sql());
            FactorChallengeService challenges = new FactorChallengeService(database.sql(), clock, settings(Map.of()));
            String token = challenges.issue(account).token();

            assertThat(challenges.account(token)).contains(id);
            assertThat(challenges.account(token + "x")).isEmpty();
            assertThat(challenges.isFor(token, account)).isTrue();
            Account other = new Account("other", "bob@acme.test", "Bob", "hash", "user", false, NOW);
            assertThat(challenges.isFor(token, other)).isFalse();
            assertThat(challenges.redeem(token, account)).isTrue();
            assertThat(challenges.redeem(token, account)).isFalse();

            String changed = challenges.issue(account).token();
            account.setPasswordHash("another");
            assertThat(challenges.redeem(changed, account)).isFalse();
            String ended = challenges.issue(account).token();
            account.endTokens();
            assertThat(challenges.isFor(ended, account)).isFalse();

            String late = challenges.issue(account).token();
            clock.move(Duration.ofMinutes(5));
            assertThat(challenges.account(late)).isEmpty();
            assertThat(challenges.isFor(late, account)).isFalse();
            challenges.purge();
            assertThat(rows(database)).isZero();
        });
    }

    @ParameterizedTest
    @EnumSource
    void anAccountHasFewChallengesAtATime(TestDatabase database) {
        database.rolledBack(() -> {
            Account account = account(database.sql());
            FactorChallengeService challenges = new FactorChallengeService(database.sql(), clock, settings(Map.of()));
            String first = challenges.issue(account).token();
            for (int more = 0; more < 20; more++) {
                clock.move(Duration.ofMillis(1));
                challenges.issue(account);
            }

            assertThat(rows(database)).isEqualTo(20);
            assertThat(challenges.account(first)).isEmpty();
        });
    }

    private int rows(TestDatabase database) {
        return database.sql()
                .query("select count(*) as n from sign_in_challenge where account_id = ?", row -> row.integer("n"), id)
                .get(0);
    }
}
