package org.heliograph.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.ShortIntervalServer;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.junit.jupiter.api.Test;

class SocketLimitIT {
    @Test
    void oneSocketAboveTheLimitOfAUserIs429UntilAnotherIsClosed() {
        Fleet acme = Fleet.acme(ShortIntervalServer.server());
        InvitedUser member = InvitedUser.join(acme, "member");
        List<SocketClient> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < ShortIntervalServer.SOCKETS; i++) {
                sockets.add(acme.connect(member.api()).pinging());
            }
            assertThat(SocketHandshake.fleet(member.api(), "acme").refused()).isEqualTo(429);
            acme.connect(acme.admin()).close();

            sockets.remove(0).close();
            await().ignoreExceptions()
                    .until(() -> sockets.add(acme.connect(member.api()).pinging()));
        } finally {
            sockets.forEach(SocketClient::close);
        }
    }
}
