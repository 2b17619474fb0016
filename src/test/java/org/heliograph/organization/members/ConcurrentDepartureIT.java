package org.heliograph.organization.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.junit.jupiter.api.Test;

/** Two administrators of an organisation demote each other concurrently. */
class ConcurrentDepartureIT {
    private static final int ROUNDS = 10;

    private final Fleet acme = Fleet.acme();
    private final InvitedUser one = InvitedUser.join(acme, "admin");
    private final InvitedUser other = InvitedUser.join(acme, "admin");

    @Test
    void onlyOneOfTwoConcurrentDemotionsSucceeds() {
        for (int round = 0; round < ROUNDS; round++) {
            give(acme.admin(), one, "admin").data();
            give(acme.admin(), other, "admin").data();

            CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> give(one.api(), other, "member"));
            Answer second = give(other.api(), one, "member");

            assertThat(List.of(first.join().outcome(), second.outcome()))
                    .containsExactlyInAnyOrder("200", "403 FORBIDDEN");
        }
    }

    private static Answer give(Api by, InvitedUser whom, String role) {
        return by.patch("/api/members/" + whom.id() + "?org_id=acme", "{\"role\":\"" + role + "\"}");
    }
}
