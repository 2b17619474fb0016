package org.heliograph.gateway.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.heliograph.hub.outbox.Frame;
import org.junit.jupiter.api.Test;

class FrameEncoderTest {
    @Test
    void encodesTheExampleOfRfc6455() {
        assertThat(encoded("Hello")).isEqualTo(new byte[] {(byte) 0x81, 5, 'H', 'e', 'l', 'l', 'o'});
    }

    @Test
    void writesTheLengthInTheShortestForm() {
        assertThat(header("a".repeat(125), 2)).containsExactly(0x81, 125);
        assertThat(header("a".repeat(126), 4)).containsExactly(0x81, 126, 0, 126);
        assertThat(header("a".repeat(0xFFFF), 4)).containsExactly(0x81, 126, 0xFF, 0xFF);
        assertThat(header("a".repeat(0x10000), 10)).containsExactly(0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0);
    }

    @Test
    void theLengthIsThatOfTheUtf8() {
        assertThat(encoded("ä€"))
                .isEqualTo(
                        new byte[] {(byte) 0x81, 5, (byte) 0xC3, (byte) 0xA4, (byte) 0xE2, (byte) 0x82, (byte) 0xAC});
    }

    @Test
    void oneFrameFollowsTheOtherAlsoWhereTheyAreLarge() {
        String large = "b".repeat(100_000);

        ByteBuffer frames = FrameEncoder.encode(List.of(Frame.reply("a"), Frame.reply(large), Frame.reply("c")));

        assertThat(frames.remaining()).isEqualTo(3 + 10 + 100_000 + 3);
        assertThat(StandardCharsets.UTF_8.decode(frames).toString()).endsWith("bb" + (char) 0xFFFD + "\u0001c");
    }

    private static byte[] encoded(String text) {
        ByteBuffer frame = FrameEncoder.encode(List.of(Frame.reply(text)));
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    private static int[] header(String text, int length) {
        byte[] encoded = encoded(text);
        assertThat(encoded).hasSize(length + text.length());
        int[] header = new int[length];
        for (int i = 0; i < length; i++) {
            header[i] = encoded[i] & 0xFF;
        }
        return header;
    }
}
