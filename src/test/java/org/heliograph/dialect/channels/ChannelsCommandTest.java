package org.heliograph.dialect.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.heliograph.dialect.channels.ChannelsCommand.Type;
import org.heliograph.event.LogPosition;
import org.heliograph.gateway.BadFrameException;
import org.heliograph.gateway.FrameParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelsCommandTest {
    private static ChannelsCommand parse(String text) throws BadFrameException {
        return ChannelsCommand.parse(FrameParser.parse(text), 3);
    }

    @Test
    void parsesEveryCommand() throws BadFrameException {
        assertThat(parse("{\"type\":\"subscribe\",\"channel\":\"apps:created\"}"))
                .isEqualTo(new ChannelsCommand(Type.SUBSCRIBE, Set.of("apps:created")));
        assertThat(parse("{\"type\":\"unsubscribe\",\"channel\":\"apps:created\"}"))
                .isEqualTo(new ChannelsCommand(Type.UNSUBSCRIBE, Set.of("apps:created")));
        assertThat(parse("{\"type\":\"ping\"}")).isEqualTo(new ChannelsCommand(Type.PING, Set.of()));
        assertThat(parse("{\"type\":\"list_channels\"}")).isEqualTo(new ChannelsCommand(Type.LIST_CHANNELS, Set.of()));
        assertThat(parse("{\"type\":\"stats\"}")).isEqualTo(new ChannelsCommand(Type.STATS, Set.of()));
    }

    @Test
    void parsesSeveralChannelsInOrderWithoutDuplicates() throws BadFrameException {
        ChannelsCommand both = parse("{\"type\":\"subscribe\",\"channel\":\"c\",\"channels\":[\"b\",\"a\",\"b\"]}");

        assertThat(both.channels()).containsExactly("c", "b", "a");
    }

    @Test
    void ignoresUnknownFields() throws BadFrameException {
        assertThat(parse("{\"type\":\"ping\",\"timestamp\":7,\"x\":[{}]}"))
                .isEqualTo(new ChannelsCommand(Type.PING, Set.of()));
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
                    {"type":"subscribe","channel":"a","since":-1}      | "since" must be a whole number, 0 or more
                    {"type":"subscribe","channel":"a","since":{"b":1}} | "since" names a channel that is not subscribed to
                    {"type":"subscribe","channels":["a","b"],"since":1} | "since" must be an object of channels and positions
                    """)
    void rejectsInvalidFramesWithAMessage(String frame, String message) {
        assertThatThrownBy(() -> parse(frame))
                .isInstanceOf(BadFrameException.class)
                .hasMessage(message);
    }

    @Test
    void aClientResumesItsOnlyChannelOrChannelsByTheirNames() throws BadFrameException {
        assertThat(parse("{\"type\":\"subscribe\",\"channel\":\"a:b\",\"since\":41}")
                        .since())
                .isEqualTo(Map.of("a:b", new LogPosition(41, null)));
        assertThat(parse("{\"type\":\"subscribe\",\"channels\":[\"a:b\"],\"since\":{\"seq\":41,\"epoch\":\"e\"}}")
                        .since())
                .isEqualTo(Map.of("a:b", new LogPosition(41, "e")));
        assertThat(parse("{\"type\":\"subscribe\",\"channels\":[\"a:b\",\"a:c\"],"
                                + "\"since\":{\"a:b\":{\"seq\":1,\"epoch\":\"e\"},\"a:c\":0}}")
                        .since())
                .isEqualTo(Map.of("a:b", new LogPosition(1, "e"), "a:c", new LogPosition(0, null)));
    }

    @Test
    void countsDuplicateNamesOnce() throws BadFrameException {
        String names = IntStream.range(0, 100).mapToObj(i -> "\"a\"").collect(Collectors.joining(","));

        assertThat(parse("{\"type\":\"subscribe\",\"channels\":[" + names + "]}"))
                .isEqualTo(new ChannelsCommand(Type.SUBSCRIBE, Set.of("a")));
    }
}
