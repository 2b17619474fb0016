package org.heliograph.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {
    private final ByteBudget budget = new ByteBudget(100, 60);

    @Test
    void anAddressHoldsNoMoreThanItsPartAndLeavesRoomForAnother() {
        ByteBudget.Share first = budget.share("a");
        ByteBudget.Share second = budget.share("a");

        assertThat(first.tryReserve(40)).isTrue();
        assertThat(second.tryReserve(21)).isFalse();
        assertThat(second.tryReserve(20)).isTrue();
        assertThat(budget.share("b").tryReserve(41)).isFalse();
        assertThat(budget.share("b").tryReserve(40)).isTrue();
        assertThat(budget.held()).isEqualTo(100);
    }

    @Test
    void whatIsReleasedOrClosedCanBeReservedAgainOnce() {
        ByteBudget.Share share = budget.share("a");
        share.tryReserve(50);
        share.release(20);
        assertThat(budget.held()).isEqualTo(30);

        share.close();
        share.close();
        share.release(30);

        assertThat(budget.held()).isZero();
        assertThat(share.tryReserve(1)).isFalse();
        assertThat(budget.share("a").tryReserve(60)).isTrue();
    }

    @Test
    void manyThreadsLeaveNothingHeld() {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String address = "a" + i % 3;
            all.add(CompletableFuture.runAsync(() -> {
                for (int round = 0; round < 5_000; round++) {
                    try (ByteBudget.Share share = budget.share(address)) {
                        if (share.tryReserve(round % 50)) {
                            assertThat(budget.held()).isLessThanOrEqualTo(100);
                            share.release(round % 7);
                        }
                    }
                }
            }));
        }
        all.forEach(CompletableFuture::join);

        assertThat(budget.held()).isZero();
    }
}
