package org.heliograph.operations.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;
import org.heliograph.testing.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two administrators demote each other concurrently while there is a third. */
class ConcurrentDemotionIT {
    private static final int ROUNDS = 10;
    /** Long enough for a call that waits for nothing. */
    private static final Duration MOMENT = Duration.ofMillis(300);

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Fleet acme = Fleet.acme();
    /** An administrator by an external token, without an account here. */
    private final Api elsewhere = Server.shared().api().with(Tokens.withRole("admin"));

    private final InvitedUser one = InvitedUser.join(acme, "member");
    private final InvitedUser other = InvitedUser.join(acme, "member");

    @AfterEach
    void makeOrdinary() {
        for (InvitedUser person : List.of(one, other)) {
            give(elsewhere, person, "user").data();
        }
    }

    @Test
    void allowsOnlyOneOfTwoConcurrentDemotions() {
        for (int round = 0; round < ROUNDS; round++) {
            promote(one);
            promote(other);

            CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> give(one.api(), other, "user"));
            Answer second = give(other.api(), one, "user");

            assertThat(List.of(first.join().outcome(), second.outcome()))
                    .containsExactlyInAnyOrder("200", "403 FORBIDDEN");
        }
    }

    @Test
    void anAdministratorWhoIsBeingDemotedNeitherUnlocksNorCreatesLinks() throws SQLException {
        for (String help : List.of("unlock", "reset-link")) {
            promote(one);
            try (Connection database =
                    DriverManager.getConnection(Server.shared().databaseUrl(), "heliograph", "heliograph")) {
                database.setAutoCommit(false);
                try (PreparedStatement demote =
                        database.prepareStatement("update account set role = 'user' where id = ?")) {
                    demote.setString(1, one.id());
                    assertThat(demote.executeUpdate()).isEqualTo(1);
                }
                CompletableFuture<Answer> helped = CompletableFuture.supplyAsync(
                        () -> one.api().post("/api/accounts/" + other.id() + "/" + help, null));
                await().during(MOMENT).atMost(SOON).until(() -> !helped.isDone());
                database.commit();

                assertThat(helped.join().outcome()).isEqualTo("403 FORBIDDEN");
            }
        }
    }

    private void promote(InvitedUser person) {
        give(elsewhere, person, "admin").data();
        await().atMost(SOON)
                .until(() -> person.api().get("/api/accounts?limit=1").status() == 200);
    }

    private static Answer give(Api by, InvitedUser whom, String role) {
        return by.patch("/api/accounts/" + whom.id(), "{\"role\":\"" + role + "\"}");
    }
}
