package org.heliograph.uptime.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import org.heliograph.persistence.TestDatabase;
import org.junit.jupiter.api.Test;
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
