package org.heliograph.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.heliograph.dialect.fleet.FleetDialect;
import org.heliograph.event.Topic;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Hub;
import org.heliograph.hub.Peer;
import org.heliograph.hub.outbox.Transport;
import org.heliograph.machine.MachineStatus;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nobody calls anything here: the server's timers do. */
@ExtendWith({FreePorts.class, ArquillianExtension.class})
public class TimersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String organization = UUID.randomUUID().toString();
    private final String machine = UUID.randomUUID().toString();
    private final Topic topic = Topic.ofOrganization(organization, "machines");
    private Ledger ledger;
    private Ear ear;

    @Deployment
    public static WebArchive application() {
        return Application.withTests();
    }

    @BeforeEach
    void findBeans() {
        ledger = Application.bean(Ledger.class);
        ear = Application.bean(Ear.class);
        ledger.inTransaction(() -> ledger.changeEntity(organization));
    }

    @Test
    void aSilentMachineGoesOffline() {
        ledger.inTransaction(() -> ledger.addMachine(machine, organization, false, minutesAgo(10)));

        await().atMost(PATIENCE).until(() -> ear.of(topic).size() == 2);
        assertThat(ledger.machine(machine).getStatus()).isEqualTo(MachineStatus.OFFLINE);
        assertThat(ear.of(topic).get(1)).contains("offline");
    }

    @Test
    void aSilentEphemeralMachineIsDeleted() {
        ledger.inTransaction(() -> ledger.addMachine(machine, organization, true, minutesAgo(10)));

        await().atMost(PATIENCE).until(() -> ear.of(topic).size() == 2);
        assertThat(ledger.machine(machine)).isNull();
    }

    @Test
    void aMachineThatWasHeardStays() {
        String silent = UUID.randomUUID().toString();
        ledger.inTransaction(() -> {
            ledger.addMachine(machine, organization, true, minutesAgo(1));
            ledger.addMachine(silent, organization, true, minutesAgo(10));
        });

        await().atMost(PATIENCE).until(() -> ledger.machine(silent) == null);
        assertThat(ledger.machine(machine).getStatus()).isEqualTo(MachineStatus.ONLINE);
    }

    @Test
    void aSocketWithoutAPingFor90SecondsIsClosed() {
        AtomicInteger closed = new AtomicInteger();

        open(closed, Instant.now().minusSeconds(91));

        await().atMost(PATIENCE).untilAtomic(closed, org.hamcrest.Matchers.is(4000));
    }

    @Test
    void aSocketThatPingedStaysOpen() {
        AtomicInteger closed = new AtomicInteger();
        AtomicInteger silentClosed = new AtomicInteger();

        open(closed, Instant.now());
        open(silentClosed, Instant.now().minusSeconds(91));

        await().atMost(PATIENCE).untilAtomic(silentClosed, org.hamcrest.Matchers.is(4000));
        assertThat(closed).hasValue(0);
    }

    private void open(AtomicInteger closeCode, Instant heard) {
        Transport wire = new Transport() {
            @Override
            public void send(String text, Consumer<Throwable> done) {
                done.accept(null);
            }

            @Override
            public void ping() {
                // nobody is there to answer
            }

            @Override
            public void close(int code, String reason) {
                closeCode.set(code);
            }
        };
        Peer peer = new Peer(null, organization, "127.0.0.1", Peer.NEVER);
        FleetDialect dialect = Application.bean(FleetDialect.class);
        Application.bean(Hub.class).open(new Connection(dialect, peer, wire, heard.toEpochMilli(), 1_000), null);
    }

    private static Instant minutesAgo(int minutes) {
        return Instant.now().minus(Duration.ofMinutes(minutes));
    }
}
