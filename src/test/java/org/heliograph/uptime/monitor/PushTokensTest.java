package org.heliograph.uptime.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.heliograph.identity.key.SigningKey;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.settings.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PushTokensTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:00:00Z");

    private final PushTokens tokens = new PushTokens(newKey());

    private static PrivateKey newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair().getPrivate();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aSealedTokenIsOpenedByTheSameKeyOnly() {
        PrivateKey key = newKey();
        String sealed = new PushTokens(key).seal("push-token");

        assertThat(sealed).doesNotContain("push-token");
        assertThat(new PushTokens(key).open(sealed)).contains("push-token");
        assertThat(tokens.open(sealed)).isEmpty();
    }

    @Test
    void whatWasChangedOrNeverSealedIsNotOpened() {
        String sealed = tokens.seal("push-token");
        char last = sealed.charAt(sealed.length() - 2);

        assertThat(tokens.open(sealed.substring(0, sealed.length() - 2) + (last == 'A' ? 'B' : 'A') + "A"))
                .isEmpty();
        for (String other : new String[] {"", "v", "v1:", "v1:AAAA", "v1:!", "push-token"}) {
            assertThat(tokens.open(other)).as(other).isEmpty();
        }
    }

    @Test
    void equalTokensHaveOneHashAndDifferentCiphertextsThatFitTheColumn() {
        String longest = "x".repeat(200);

        assertThat(tokens.seal(longest)).isNotEqualTo(tokens.seal(longest)).hasSizeLessThan(500);
        assertThat(PushTokens.hash(longest)).isEqualTo(PushTokens.hash(longest)).hasSize(64);
    }

    @Test
    void aMonitorKeepsTheCiphertextOfAnUnchangedTokenAndRenewsThatOfAnotherKey() {
        Monitor monitor = new Monitor("m", "M", 60, NOW);
        monitor.setToken("one", tokens);
        String sealed = monitor.getSealedToken();

        monitor.setToken("one", tokens);
        assertThat(monitor.getSealedToken()).isEqualTo(sealed);
        PushTokens rotated = new PushTokens(newKey());
        monitor.setToken("one", rotated);
        assertThat(rotated.open(monitor.getSealedToken())).contains("one");
        assertThat(monitor.getTokenHash()).isEqualTo(PushTokens.hash("one"));
    }

    @Test
    void whatTheSigningKeyBeforeHasSealedIsSealedAnewAtTheStart(@TempDir Path folder) throws IOException {
        PushTokens before = tokens(folder, "next");
        String id = TestDatabase.H2.monitor(60, 1, 0, NOW);
        new PushTokenMigration(TestDatabase.H2.sql(), before).run();
        String old = sealed(id);
        Files.move(folder.resolve("signing-key.jwk"), folder.resolve("first.jwk"));
        Files.move(folder.resolve("other.jwk"), folder.resolve("signing-key.jwk"));
        Files.move(folder.resolve("first.jwk"), folder.resolve("other.jwk"));
        PushTokens after = tokens(folder, "previous");
        String ofAnotherNode = after.seal("changed");

        assertThat(after.open(old)).isEqualTo(before.open(old)).isPresent();
        assertThat(before.open(ofAnotherNode))
                .as("a node that has not gone over")
                .contains("changed");
        new PushTokenMigration(TestDatabase.H2.sql(), after).run();

        Files.delete(folder.resolve("other.jwk"));
        assertThat(tokens(folder, "next").open(sealed(id))).isEqualTo(before.open(old));
        TestDatabase.H2.sql().update("delete from monitor where id = ?", id);
    }

    private static String sealed(String id) {
        return TestDatabase.H2
                .sql()
                .query("select token from monitor where id = ?", row -> row.text("token"), id)
                .get(0);
    }

    /** Of a node that knows another key. @param role {@code next} or {@code previous} */
    private static PushTokens tokens(Path folder, String role) {
        Map<String, String> settings =
                Map.of("heliograph.data.dir", folder.toString(), "heliograph.signingkey." + role, "other.jwk");
        return new PushTokens(new SigningKey(new Configuration(name -> Optional.ofNullable(settings.get(name)))));
    }

    @ParameterizedTest
    @EnumSource
    void tokensOfEarlierVersionsAreEncryptedOnceAtTheStart(TestDatabase database) {
        String id = database.monitor(60, 1, 0, NOW);
        String token = database.sql()
                .query("select token from monitor where id = ?", row -> row.text("token"), id)
                .get(0);

        new PushTokenMigration(database.sql(), tokens).run();

        String query = "select token, token_hash from monitor where id = ?";
        String sealed =
                database.sql().query(query, row -> row.text("token"), id).get(0);
        assertThat(tokens.open(sealed)).contains(token);
        assertThat(database.sql().query(query, row -> row.text("token_hash"), id))
                .containsExactly(PushTokens.hash(token));
        new PushTokenMigration(database.sql(), tokens).run();
        assertThat(database.sql().query(query, row -> row.text("token"), id)).containsExactly(sealed);
        database.sql().update("delete from monitor where id = ?", id);
    }
}
