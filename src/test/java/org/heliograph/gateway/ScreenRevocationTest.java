package org.heliograph.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.heliograph.event.Publication;
import org.heliograph.hub.Connection;
import org.heliograph.hub.FakeDialect;
import org.heliograph.hub.FakeLog;
import org.heliograph.hub.Hub;
import org.heliograph.hub.Peer;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.hub.outbox.FakeTransport;
import org.heliograph.identity.Caller;
import org.heliograph.identity.Revocations;
import org.heliograph.identity.SecureTokens;
import org.heliograph.identity.screen.ScreenToken;
import org.heliograph.identity.screen.ScreenTokenVerifier;
import org.heliograph.identity.token.ApiTokenVerifier;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.rest.ApiException;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Screens that reconnect while their token is revoked. Sockets and streams are verified, admitted and rechecked in the same way. */
class ScreenRevocationTest {
    private static final Instant START = Instant.parse("2026-03-17T10:30:00Z");
    private static final Caller ALICE = new Caller("a-1", "alice@acme.test", Set.of(Caller.ADMIN), START, Map.of());

    private final SqlTemplate sql = TestDatabase.H2.sql();
    private final MovableClock clock = new MovableClock(START);
    private final SessionRegistry registry = new SessionRegistry();
    private final Hub hub = new Hub(registry, new FakeLog());
    private final ScreenTokenVerifier verifier = new ScreenTokenVerifier(sql, clock, clock::millis);
    private final RevocationListener listener = new RevocationListener(
            registry, new FakeAccountStatusChecker(), verifier, new ApiTokenVerifier(sql, clock), clock::millis);
    private final ScreenToken token =
            new ScreenToken(UUID.randomUUID().toString(), "NOC", "alice@acme.test", ALICE, START);
    private final FakeTransport transport = new FakeTransport();

    @BeforeEach
    void store() {
        sql.update(
                "insert into screen_token (id, name, prefix, token_hash, created_by, created_at) values (?, ?, ?, ?, ?, ?)",
                token.getId(),
                token.getName(),
                token.getPrefix(),
                SecureTokens.hash(token.secret()),
                token.getCreatedBy(),
                START);
    }

    private void delete() {
        sql.update("delete from screen_token where id = ?", token.getId());
    }

    private void hear() {
        String payload = "{\"screen_token_id\":\"" + token.getId() + "\"}";
        listener.accept(new Publication(Revocations.TOPIC, 1, "screen", payload, clock.instant()));
    }

    private Peer verify() {
        return new Peer(verifier.verify(token.secret()), null, "127.0.0.1", Peer.NEVER);
    }

    /** What {@link ConnectionAdmission} does after the handshake. */
    private void admit(Peer peer, Instant began) {
        Connection connection = new Connection(new FakeDialect(1, true), peer, transport, 0, 1000);
        hub.open(connection, null);
        listener.recheck(connection, peer, began.toEpochMilli());
    }

    @Test
    void aScreenThatComesBackAfterTheRevocationWasHeardIsRefusedAlthoughItsTokenWasJustVerified() {
        verify();
        clock.move(Duration.ofMillis(150));
        delete();
        hear();
        clock.move(Duration.ofMillis(50));

        assertThatThrownBy(this::verify)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.status()).isEqualTo(401));
    }

    @Test
    void aScreenThatWasVerifiedBeforeTheRevocationWasHeardIsClosedWhenItIsAdmitted() {
        verify();
        clock.move(Duration.ofMillis(150));
        delete();
        Instant began = clock.instant();
        Peer screen = verify();
        hear();
        clock.move(Duration.ofMillis(5));

        admit(screen, began);

        assertThat(transport.closeCode()).isEqualTo(4003);
    }

    @Test
    void aScreenThatTheCacheAdmitsBeforeTheRevocationIsHeardIsClosedByIt() {
        verify();
        delete();
        clock.move(Duration.ofMillis(499));
        admit(verify(), clock.instant());
        assertThat(transport.closeCode()).isNull();

        clock.move(Duration.ofSeconds(3));
        hear();

        assertThat(transport.closeCode()).isEqualTo(4003);
    }

    @Test
    void aTokenThatARestoredDatabaseDoesNotHaveIsRefusedAtOnce() {
        verify();
        delete();

        verifier.discard();

        assertThatThrownBy(this::verify).isInstanceOf(ApiException.class);
    }

    @Test
    void aReadThatBeganBeforeTheRevocationIsNotCached() {
        Runnable[] whileReading = {() -> {}};
        SqlTemplate slow = new SqlTemplate() {
            @Override
            public <T> List<T> query(String select, RowMapper<T> mapper, Object... parameters) {
                List<T> rows = sql.query(select, mapper, parameters);
                whileReading[0].run();
                return rows;
            }

            @Override
            public int update(String statement, Object... parameters) {
                return sql.update(statement, parameters);
            }
        };
        ScreenTokenVerifier reading = new ScreenTokenVerifier(slow, clock, clock::millis);
        whileReading[0] = () -> {
            delete();
            reading.invalidate(token.getId());
        };
        Caller first = reading.verify(token.secret());

        assertThat(first.userId()).isEqualTo(ScreenTokenVerifier.callerId(token.getId()));
        assertThatThrownBy(() -> reading.verify(token.secret())).isInstanceOf(ApiException.class);
    }

    @Test
    void theRevocationOfOneScreenLeavesTheOthers() {
        admit(verify(), clock.instant());
        String payload = "{\"screen_token_id\":\"another\"}";

        listener.accept(new Publication(Revocations.TOPIC, 1, "screen", payload, clock.instant()));

        assertThat(transport.closeCode()).isNull();
        assertThat(verify().caller()).isNotNull();
    }
}
