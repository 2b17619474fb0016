package org.heliograph.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TicketFloorTest {
    private static final long NO_TICKET = Long.MAX_VALUE;

    private final TicketFloor floor = new TicketFloor();

    /** @param oldestOpen the lowest id of an open transaction, or the look's own when none is open */
    private void look(long lastTicket, long firstPending, long oldestOpen, long transaction) {
        floor.observe(new TicketFloor.Look(lastTicket, firstPending, oldestOpen, transaction));
    }

    @Test
    void passesTicketsWhoseTransactionsHaveAllEnded() {
        look(100, NO_TICKET, 7, 7);
        look(200, NO_TICKET, 9, 9);
        assertThat(floor.get()).isZero();

        look(300, NO_TICKET, 12, 12);
        assertThat(floor.get()).isEqualTo(100);

        look(400, NO_TICKET, 13, 13);
        look(500, NO_TICKET, 14, 14);
        assertThat(floor.get()).isEqualTo(300);
    }

    @Test
    void waitsForATransactionThatMayHaveATicketAndIsOpen() {
        look(100, NO_TICKET, 7, 8);
        look(200, NO_TICKET, 7, 10);
        look(300, NO_TICKET, 7, 20);
        look(400, NO_TICKET, 7, 30);
        assertThat(floor.get()).isZero();

        look(500, NO_TICKET, 25, 31);
        assertThat(floor.get()).isEqualTo(100);
    }

    @Test
    void passesNoEventThatIsPending() {
        look(100, 42, 7, 7);
        look(200, 42, 8, 8);
        look(300, 42, 9, 9);
        assertThat(floor.get()).isEqualTo(41);

        look(300, 42, 10, 10);
        look(300, 42, 11, 11);
        assertThat(floor.get()).isEqualTo(41);

        look(300, NO_TICKET, 12, 12);
        look(300, NO_TICKET, 13, 13);
        assertThat(floor.get()).isEqualTo(300);
    }

    @Test
    void startsAgainWhenTheDatabaseWasRestoredToEarlierTickets() {
        look(1_000, NO_TICKET, 7, 7);
        look(1_000, NO_TICKET, 8, 8);
        look(1_000, NO_TICKET, 9, 9);
        assertThat(floor.get()).isEqualTo(1_000);

        look(500, NO_TICKET, 3, 3);

        assertThat(floor.get()).isZero();
    }
}
