package org.heliograph.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.heliograph.hub.Disconnect;
import org.junit.jupiter.api.Test;

class MessageAssemblerTest {
    private static final int FRAMES = 10;

    private final MessageAssembler inflow = new MessageAssembler(FRAMES);
    private final List<String> messages = new ArrayList<>();
    private final List<Disconnect> ends = new ArrayList<>();

    private void take(String part, boolean last) {
        inflow.take(part, last, 0, messages::add, ends::add);
    }

    @Test
    void partsBecomeOneMessage() {
        take("{\"type\":", false);
        take("", false);
        take("\"ping\"}", true);
        take("{}", true);

        assertThat(messages).containsExactly("{\"type\":\"ping\"}", "{}");
        assertThat(ends).isEmpty();
    }

    @Test
    void moreMessagesThanTheLimitEndTheSocket() {
        for (int i = 0; i <= FRAMES; i++) {
            take("{}", true);
        }

        assertThat(messages).hasSize(FRAMES);
        assertThat(ends).containsExactly(Disconnect.RATE_LIMIT_EXCEEDED);
    }

    @Test
    void emptyPartsWithoutEndEndTheSocketToo() {
        for (int i = 0; i <= FRAMES * MessageAssembler.PARTS_A_FRAME; i++) {
            take("", false);
        }

        assertThat(ends).containsExactly(Disconnect.RATE_LIMIT_EXCEEDED);
    }

    @Test
    void theLimitIsThatOfASecond() {
        for (int second = 0; second < 3; second++) {
            for (int i = 0; i < FRAMES; i++) {
                inflow.take("{}", true, second * 1_000L, messages::add, ends::add);
            }
        }

        assertThat(messages).hasSize(3 * FRAMES);
        assertThat(ends).isEmpty();
    }

    @Test
    void aMessageMayHaveSixtyFourKibibytesAndNoMoreHoweverManyCharactersTheyAre() {
        take("a".repeat(MessageAssembler.MAX_MESSAGE_BYTES), true);
        take("ä".repeat(MessageAssembler.MAX_MESSAGE_BYTES / 2), true);
        assertThat(messages).hasSize(2);

        take("ä".repeat(MessageAssembler.MAX_MESSAGE_BYTES / 2 + 1), true);
        take("a".repeat(MessageAssembler.MAX_MESSAGE_BYTES), false);
        take("a", false);

        assertThat(messages).hasSize(2);
        assertThat(ends).containsExactly(Disconnect.TOO_BIG, Disconnect.TOO_BIG);
    }
}
