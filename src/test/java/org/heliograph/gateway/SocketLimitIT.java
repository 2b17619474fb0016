package org.heliograph.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Hasty;
import org.heliograph.testing.Person;
import org.heliograph.testing.SocketCall;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.Test;

class SocketLimitIT {
    @Test
    void aUserMayHaveSoManySocketsAndOneMoreIs429UntilOneIsClosed() {
        Fleet acme = Fleet.acme(Hasty.server());
        Person person = Person.join(acme, "member");
        List<SocketClient> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < Hasty.SOCKETS; i++) {
                sockets.add(acme.connect(person.api()));
            }
            assertThat(SocketCall.fleet(person.api(), "acme").refused()).isEqualTo(429);
            acme.connect(acme.admin()).close();

            sockets.remove(0).close();
            await().ignoreExceptions().until(() -> sockets.add(acme.connect(person.api())));
        } finally {
            sockets.forEach(SocketClient::close);
        }
    }
}
