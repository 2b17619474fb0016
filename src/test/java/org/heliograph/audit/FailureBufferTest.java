package org.heliograph.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FailureBufferTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:00:00Z");
    private static final int MOST = 40;
    /** Of one address, and those that its failures share. */
    private static final int OF_ADDRESS = 4;

    private static final int RESERVED = 10;

    private final AtomicLong millis = new AtomicLong(-1_000);
    private final FailureBuffer buffer = new FailureBuffer(MOST, millis::get);
    private final Table table = new Table();

    /** Rows by id with their occurrences. */
    private static final class Table extends FailureWriter {
        private final List<AuditRow> rows = new ArrayList<>();
        private final Map<String, Long> occurrences = new HashMap<>();
        private boolean down;

        @Override
        public void write(List<AuditRow> inserts, List<AuditRow> repeats) {
            if (down) {
                throw new IllegalStateException("no database");
            }
            rows.addAll(inserts);
            inserts.forEach(row -> occurrences.put(row.id(), row.occurrences()));
            repeats.forEach(row -> occurrences.merge(row.id(), row.occurrences(), Long::sum));
        }

        long total() {
            return occurrences.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private void fail(String address, String email) {
        buffer.add(
                AuditEntry.of(AuditAction.SIGN_IN).from(address).on(null, email).failed("INVALID_CREDENTIALS"), NOW);
    }

    private void pass(long duration) {
        millis.addAndGet(duration);
        buffer.flush(table);
    }

    @Test
    void oneFailureIsOneRowAtTheNextFlush() {
        fail("192.0.2.7", "bob@acme.test");
        buffer.flush(table);

        assertThat(table.rows).singleElement().satisfies(row -> {
            assertThat(row.occurrences()).isEqualTo(1);
            assertThat(row.outcome()).isEqualTo("failed");
            assertThat(row.entry().targetName()).isEqualTo("bob@acme.test");
        });
        pass(1_000);
        assertThat(table.rows).hasSize(1);
    }

    @Test
    void repetitionsAreCountedInOneRow() {
        buffer.flush(table);
        for (int i = 0; i < 1_000; i++) {
            fail("192.0.2.7", "bob@acme.test");
            pass(100);
        }
        pass(10_000);

        assertThat(table.rows).hasSize(1);
        assertThat(table.total()).isEqualTo(1_000);
    }

    private Stream<AuditRow> named(String target) {
        return table.rows.stream().filter(row -> target.equals(row.entry().targetName()));
    }

    @Test
    void aGuesserWithManyAddressesAndNamesFillsABoundedNumberOfRows() {
        buffer.flush(table);
        for (int second = 0; second < 500; second++) {
            for (int i = 0; i < 100; i++) {
                fail("2001:db8:" + second + ":" + i + "::1", "u" + i + "." + second + "@acme.test");
            }
            pass(1_000);
        }
        pass(10_000);

        assertThat(table.rows).hasSize(MOST - RESERVED + 1);
        assertThat(table.total()).isEqualTo(50_000);
        assertThat(named("(several)"))
                .singleElement()
                .satisfies(row -> assertThat(row.entry().address()).isNull());
    }

    @Test
    void aGuesserWithOneAddressIsSeenWithItAndHidesNoFailureOfAnotherOne() {
        buffer.flush(table);
        for (int i = 0; i < 10_000; i++) {
            fail("192.0.2.7", "u" + i + "@acme.test");
            buffer.add(
                    AuditEntry.of(AuditAction.AUTH_KEY_CREATE)
                            .from("192.0.2.7")
                            .on(null, "k" + i)
                            .failed("UNAUTHORIZED"),
                    NOW);
        }
        fail("198.51.100.1", "bob@acme.test");
        pass(10_000);

        assertThat(table.rows).hasSize(OF_ADDRESS + 2 + 1);
        assertThat(named("(several)"))
                .extracting(AuditRow::action, row -> row.entry().address())
                .containsExactlyInAnyOrder(tuple("sign-in", "192.0.2.7"), tuple("auth-key.create", "192.0.2.7"));
        assertThat(named("bob@acme.test"))
                .singleElement()
                .satisfies(row -> assertThat(row.entry().address()).isEqualTo("198.51.100.1"));
        assertThat(table.total()).isEqualTo(20_001);
    }

    @Test
    void theAddressesOfOneIpv6SubscriberCountAsOne() {
        buffer.flush(table);
        for (int i = 0; i < 10_000; i++) {
            fail("2001:db8:0:7::" + Integer.toHexString(i), "u" + i + "@acme.test");
        }
        pass(1_000);

        assertThat(table.rows).hasSize(OF_ADDRESS + 1);
        assertThat(named("(several)"))
                .singleElement()
                .satisfies(row -> assertThat(row.entry().address()).isEqualTo("2001:db8:0:7::/64"));
    }

    @Test
    void aFloodOfOtherFailuresLeavesRowsForSignInsAndLocks() {
        buffer.flush(table);
        for (int i = 0; i < 10_000; i++) {
            buffer.add(
                    AuditEntry.of(AuditAction.AUTH_KEY_CREATE)
                            .from("192.0." + i / 250 + "." + i % 250)
                            .failed("UNAUTHORIZED"),
                    NOW);
        }
        for (int i = 0; i < 10_000; i++) {
            fail("192.0." + i / 250 + "." + i % 250, "u" + i + "@acme.test");
        }
        buffer.add(
                AuditEntry.of(AuditAction.SIGN_IN_LOCK)
                        .from("198.51.100.1")
                        .on(null, "bob@acme.test")
                        .failed("TOO_MANY_FAILURES"),
                NOW);
        pass(1_000);

        assertThat(table.rows.stream().filter(row -> row.action().equals("sign-in")))
                .hasSize(RESERVED + 1);
        assertThat(named("bob@acme.test"))
                .singleElement()
                .satisfies(row -> assertThat(row.entry().address()).isEqualTo("198.51.100.1"));
    }

    @Test
    void aNewWindowHasRowsAgain() {
        buffer.flush(table);
        for (int i = 0; i < 100; i++) {
            fail("192.0.2.7", "u" + i + "@acme.test");
        }
        pass(FailureBuffer.WINDOW.toMillis());
        fail("192.0.2.7", "bob@acme.test");
        pass(1_000);

        assertThat(table.rows).hasSize(OF_ADDRESS + 2);
        assertThat(table.rows.get(OF_ADDRESS + 1).entry().targetName()).isEqualTo("bob@acme.test");
    }

    @Test
    void anActThatDoesNotWaitForTheDatabaseHasARowOfItsOwn() {
        buffer.flush(table);
        for (int i = 0; i < MOST; i++) {
            buffer.add(AuditEntry.of(AuditAction.NODE_DRAIN).by("7", "alice@acme.test"), NOW);
            fail("192.0.2.7", "u" + i + "@acme.test");
        }
        pass(1_000);

        assertThat(table.rows.stream().filter(row -> row.outcome().equals("done")))
                .hasSize(MOST);
        assertThat(table.rows).hasSize(MOST + OF_ADDRESS + 1);
    }

    @Test
    void nothingIsLostWhileTheDatabaseIsAway() {
        buffer.flush(table);
        table.down = true;
        for (int i = 0; i < 5; i++) {
            fail("192.0.2.7", "bob@acme.test");
            assertThatThrownBy(() -> pass(1_000)).hasMessage("no database");
        }
        table.down = false;
        pass(1_000);

        assertThat(table.rows).hasSize(1);
        assertThat(table.total()).isEqualTo(5);
    }
}
