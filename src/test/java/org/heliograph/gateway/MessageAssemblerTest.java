package org.heliograph.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.heliograph.hub.Disconnect;
import org.heliograph.platform.ByteBudget;
import org.junit.jupiter.api.Test;

class MessageAssemblerTest {
    private static final int FRAMES = 10;

    private final ByteBudget budget = new ByteBudget(1_000_000, 100_000);
    private final MessageAssembler assembler = new MessageAssembler(FRAMES, budget.share("a"));
    private final List<String> messages = new ArrayList<>();
    private final List<Disconnect> limits = new ArrayList<>();

    private void add(String part, boolean last) {
        assembler.add(part, last, 0, messages::add, limits::add);
    }

    @Test
    void assemblesPartsToOneMessage() {
        add("{\"type\":", false);
        add("", false);
        add("\"ping\"}", true);
        add("{}", true);

        assertThat(messages).containsExactly("{\"type\":\"ping\"}", "{}");
        assertThat(limits).isEmpty();
    }

    @Test
    void limitsTheRateOfMessages() {
        for (int i = 0; i <= FRAMES; i++) {
            add("{}", true);
        }

        assertThat(messages).hasSize(FRAMES);
        assertThat(limits).containsExactly(Disconnect.RATE_LIMIT_EXCEEDED);
    }

    @Test
    void limitsTheRateOfEmptyParts() {
        for (int i = 0; i <= FRAMES * MessageAssembler.PARTS_PER_MESSAGE; i++) {
            add("", false);
        }

        assertThat(limits).containsExactly(Disconnect.RATE_LIMIT_EXCEEDED);
    }

    @Test
    void resetsTheRateLimitEverySecond() {
        for (int second = 0; second < 3; second++) {
            for (int i = 0; i < FRAMES; i++) {
                assembler.add("{}", true, second * 1_000_000_000L, messages::add, limits::add);
            }
        }

        assertThat(messages).hasSize(3 * FRAMES);
        assertThat(limits).isEmpty();
    }

    @Test
    void limitsAMessageTo64KibibytesOfUtf8() {
        add("a".repeat(MessageAssembler.MAX_MESSAGE_BYTES), true);
        add("ä".repeat(MessageAssembler.MAX_MESSAGE_BYTES / 2), true);
        assertThat(messages).hasSize(2);

        add("ä".repeat(MessageAssembler.MAX_MESSAGE_BYTES / 2 + 1), true);
        add("a".repeat(MessageAssembler.MAX_MESSAGE_BYTES), false);
        add("a", false);

        assertThat(messages).hasSize(2);
        assertThat(limits).containsExactly(Disconnect.TOO_BIG, Disconnect.TOO_BIG);
    }

    @Test
    void unfinishedMessagesOfOneAddressTakeABoundedMemoryAndGiveItBack() {
        add("a".repeat(60_000), false);
        MessageAssembler other = new MessageAssembler(FRAMES, budget.share("a"));
        other.add("a".repeat(40_000), false, 0, messages::add, limits::add);
        assertThat(limits).isEmpty();
        other.add("a", false, 0, messages::add, limits::add);

        assertThat(limits).containsExactly(Disconnect.RATE_LIMIT_EXCEEDED);
        assertThat(budget.held()).isEqualTo(60_000);
        assertThat(assembler.isUnfinished()).isTrue();

        add("b", true);
        assertThat(messages).hasSize(1);
        assertThat(assembler.isUnfinished()).isFalse();
        assertThat(budget.held()).isZero();
    }
}
