package org.heliograph.dialect.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.heliograph.gateway.BadFrameException;
import org.heliograph.gateway.FrameParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelsDecoderTest {
    private static ChannelsCommand decode(String text) throws BadFrameException {
        return ChannelsDecoder.decode(FrameParser.parse(text), 3);
    }

    @Test
    void understandsEveryFrameThatClientsSend() throws BadFrameException {
        assertThat(decode("{\"type\":\"subscribe\",\"channel\":\"apps:created\"}"))
                .isEqualTo(new ChannelsCommand.Subscribe(java.util.Set.of("apps:created")));
        assertThat(decode("{\"type\":\"unsubscribe\",\"channel\":\"apps:created\"}"))
                .isEqualTo(new ChannelsCommand.Unsubscribe(java.util.Set.of("apps:created")));
        assertThat(decode("{\"type\":\"ping\"}")).isInstanceOf(ChannelsCommand.Ping.class);
        assertThat(decode("{\"type\":\"list_channels\"}")).isInstanceOf(ChannelsCommand.ListChannels.class);
        assertThat(decode("{\"type\":\"stats\"}")).isInstanceOf(ChannelsCommand.Stats.class);
    }

    @Test
    void takesSeveralChannelsEachOnceAndInOrder() throws BadFrameException {
        ChannelsCommand.Subscribe both = (ChannelsCommand.Subscribe)
                decode("{\"type\":\"subscribe\",\"channel\":\"c\",\"channels\":[\"b\",\"a\",\"b\"]}");

        assertThat(both.names()).containsExactly("c", "b", "a");
    }

    @Test
    void passesOverFieldsThatItDoesNotKnow() throws BadFrameException {
        assertThat(decode("{\"type\":\"ping\",\"timestamp\":7,\"x\":[{}]}")).isInstanceOf(ChannelsCommand.Ping.class);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', delimiter = '|', textBlock = """
                    {}                                                 | "type" is missing
                    {"type":null}                                      | "type" must be a string
                    {"type":7}                                         | "type" must be a string
                    {"type":"connected"}                               | Unknown type
                    {"type":"PING"}                                    | Unknown type
                    {"type":"subscribe"}                               | "channel" is missing
                    {"type":"subscribe","channel":null}                | "channel" must be a string
                    {"type":"subscribe","channel":["a"]}               | "channel" must be a string
                    {"type":"subscribe","channels":"a"}                | "channels" must be a list of channel names
                    {"type":"subscribe","channels":[]}                 | "channels" must be a list of channel names
                    {"type":"subscribe","channels":["a",7]}            | A channel name must be a string
                    {"type":"subscribe","channels":["a","b","c","d"]}  | Too many subscriptions
                    {"type":"unsubscribe"}                             | "channel" is missing
                    """)
    void saysWhatIsWrong(String frame, String message) {
        assertThatThrownBy(() -> decode(frame))
                .isInstanceOf(BadFrameException.class)
                .hasMessage(message);
    }

    @Test
    void countsANameThatComesAgainOnce() throws BadFrameException {
        String names = IntStream.range(0, 100).mapToObj(i -> "\"a\"").collect(Collectors.joining(","));

        assertThat(decode("{\"type\":\"subscribe\",\"channels\":[" + names + "]}"))
                .isEqualTo(new ChannelsCommand.Subscribe(java.util.Set.of("a")));
    }
}
