package org.heliograph.organization.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;
import org.junit.jupiter.api.Test;

/** A person has two invitations, accepts the first, and is disabled before accepting the second. */
class DisabledInviteeIT {
    private static final int ROUNDS = 5;
    private static final String PASSWORD = "a-good-password";
    private static final String DISABLED = "403 ACCOUNT_DISABLED";

    private final Server server = Server.shared();
    private final Fleet globex = Fleet.globex();
    private final String email = InvitedUser.newEmail();
    private final String invitation = invite(globex);
    private final String id = InvitedUser.accept(server, invite(Fleet.acme()), PASSWORD)
            .data()
            .getJsonObject("user")
            .getString("id");

    @Test
    void disabledAccountCannotAcceptAndTheInvitationStaysValid() {
        disable(true);

        assertThat(accept().outcome()).isEqualTo(DISABLED);

        assertThat(isMember()).isFalse();
        disable(false);
        assertThat(accept().status()).isEqualTo(200);
        assertThat(isMember()).isTrue();
    }

    @Test
    void accountDisabledDuringAcceptanceDoesNotJoin() {
        for (int round = 0; round < ROUNDS; round++) {
            CompletableFuture<Answer> accepted = CompletableFuture.supplyAsync(this::accept);
            delayByCalls(round);
            disable(true);
            boolean answered = accepted.join().status() == 200;
            boolean joined = isMember();

            // disabled between the two, an account has joined and is not signed in
            assertThat(joined || !answered).isTrue();
            disable(false);
            if (joined) {
                return; // accepted before the account was disabled
            }
        }
    }

    private void delayByCalls(int calls) {
        for (int call = 0; call < calls; call++) {
            server.api().get("/api/config").data();
        }
    }

    private String invite(Fleet fleet) {
        return InvitedUser.invite(fleet, email, "member").data().getString("token");
    }

    private Answer accept() {
        return InvitedUser.accept(server, invitation, PASSWORD);
    }

    private void disable(boolean disabled) {
        Fleet.acme()
                .admin()
                .patch("/api/accounts/" + id, "{\"disabled\":" + disabled + "}")
                .data();
    }

    private boolean isMember() {
        return globex.admin()
                .get("/api/members?org_id=globex")
                .list()
                .toString()
                .contains("\"" + id + "\"");
    }
}
