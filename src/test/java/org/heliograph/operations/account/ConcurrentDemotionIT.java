package org.heliograph.operations.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
    /** Time for a busy machine; that it takes no longer than a second is in {@link AccountsIT}. */
    private static final Duration SOON = Duration.ofSeconds(30);

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

    private void promote(InvitedUser person) {
        give(elsewhere, person, "admin").data();
        await().atMost(SOON)
                .until(() -> person.api().get("/api/accounts?limit=1").status() == 200);
    }

    private static Answer give(Api by, InvitedUser whom, String role) {
        return by.patch("/api/accounts/" + whom.id(), "{\"role\":\"" + role + "\"}");
    }
}
