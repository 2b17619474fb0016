package org.heliograph.dialect.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.heliograph.event.LogPosition;
import org.heliograph.gateway.BadFrameException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FleetCommandTest {
    private static FleetCommand parse(String frame) throws BadFrameException {
        return FleetCommand.parse(frame, 1000);
    }

    @Test
    void parsesASubscribe() throws BadFrameException {
        assertThat(parse("{\"type\":\"subscribe\",\"channels\":[\"machines\"]}"))
                .isEqualTo(new FleetCommand.Subscribe(EnumSet.of(FleetChannel.MACHINES), null, Map.of()));
    }

    @Test
    void parsesAFilter() throws BadFrameException {
        assertThat(parse("{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"filter\":\"org_id=eq.acme\"}"))
                .isEqualTo(new FleetCommand.Subscribe(EnumSet.of(FleetChannel.MACHINES), "acme", Map.of()));
    }

    @Test
    void parsesTheSequencesOfAResumingClient() throws BadFrameException {
        assertThat(parse("{\"type\":\"subscribe\",\"channels\":[\"machines\",\"keys\"],\"since\":{\"machines\":41}}"))
                .isEqualTo(new FleetCommand.Subscribe(
                        EnumSet.of(FleetChannel.MACHINES, FleetChannel.KEYS),
                        null,
                        Map.of(FleetChannel.MACHINES, new LogPosition(41, null))));
        assertThat(parse("{\"type\":\"subscribe\",\"channels\":[\"machines\"],"
                        + "\"since\":{\"machines\":{\"seq\":41,\"epoch\":\"E1\",\"more\":1}}}"))
                .isEqualTo(new FleetCommand.Subscribe(
                        EnumSet.of(FleetChannel.MACHINES),
                        null,
                        Map.of(FleetChannel.MACHINES, new LogPosition(41, "E1"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"seq\":41}", "{\"seq\":41,\"epoch\":null}", "{\"seq\":41,\"epoch\":\"\"}"})
    void aPositionWithoutAnEpochIsTheNumberAlone(String position) throws BadFrameException {
        assertThat(parse("{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"since\":{\"machines\":" + position
                        + "}}"))
                .isEqualTo(new FleetCommand.Subscribe(
                        EnumSet.of(FleetChannel.MACHINES),
                        null,
                        Map.of(FleetChannel.MACHINES, new LogPosition(41, null))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"seq\":41,\"epoch\":5}", "{\"seq\":-1,\"epoch\":\"E1\"}", "{\"epoch\":\"E1\"}"})
    void rejectsInvalidPositions(String position) {
        assertThatThrownBy(() -> parse("{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"since\":{\"machines\":"
                        + position + "}}"))
                .isInstanceOf(BadFrameException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "\"41\"", "null", "true", "[]", "{}", "9223372036854775808", "1e400", "-0.1"})
    void rejectsInvalidSequences(String sequence) {
        assertThatThrownBy(() -> parse("{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"since\":{\"machines\":"
                        + sequence + "}}"))
                .isInstanceOf(BadFrameException.class)
                .hasMessageContaining("since");
    }

    @ParameterizedTest
    @ValueSource(strings = {"41", "null", "[41]", "{\"keys\":41}", "{\"moon\":41}"})
    void rejectsSequencesOfOtherChannels(String since) {
        assertThatThrownBy(() -> parse("{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"since\":" + since + "}"))
                .isInstanceOf(BadFrameException.class);
    }

    @Test
    void parsesAPing() throws BadFrameException {
        assertThat(parse("{\"type\":\"ping\"}")).isEqualTo(new FleetCommand.Ping());
    }

    @Test
    void parsesABroadcast() throws BadFrameException {
        assertThat(
                        parse(
                                "{\"type\":\"broadcast\",\"channel\":\"general\",\"event\":\"hi\",\"payload\":{\"a\":[1,null]}}"))
                .isEqualTo(new FleetCommand.Broadcast(FleetChannel.GENERAL, "hi", "{\"a\":[1,null]}"));
    }

    @Test
    void ignoresUnknownFields() throws BadFrameException {
        assertThat(parse("{\"type\":\"ping\",\"more\":{\"deep\":[1]}}")).isEqualTo(new FleetCommand.Ping());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    nonsense                                                   | Not valid JSON
                    {"type":"ping"                                             | Not valid JSON
                    {"type":"ping"} trailing                                   | Not valid JSON
                    []                                                         | A frame is a JSON object
                    "ping"                                                     | A frame is a JSON object
                    {}                                                         | "type" is missing
                    {"type":7}                                                 | "type" must be a string
                    {"type":"fly"}                                             | Unknown type
                    {"type":"subscribe"}                                       | "channels" must be a list of channel names
                    {"type":"subscribe","channels":"machines"}                 | "channels" must be a list of channel names
                    {"type":"subscribe","channels":[]}                         | "channels" must be a list of channel names
                    {"type":"subscribe","channels":[7]}                        | A channel name must be a string
                    {"type":"subscribe","channels":["machines","MACHINES"]}    | Unknown channel
                    {"type":"subscribe","channels":["machines"],"filter":7}    | "filter" must be a string
                    {"type":"subscribe","channels":["machines"],"filter":"x"}  | The filter must be org_id=eq.<org>
                    {"type":"broadcast","channel":"machines","event":"x","payload":{}} | Clients may not broadcast on this channel
                    {"type":"broadcast","channel":"general","event":"","payload":{}}   | "event" must have 1 to 64 characters
                    {"type":"broadcast","channel":"general","event":"x","payload":[]}  | "payload" must be an object
                    """)
    void rejectsInvalidFramesWithAMessage(String frame, String message) {
        assertThatThrownBy(() -> parse(frame))
                .isInstanceOf(BadFrameException.class)
                .hasMessage(message);
    }

    @Test
    void rejectsDeepNestingWithAMessage() {
        for (int levels : new int[] {100, 1_100, 20_000}) {
            assertThatThrownBy(() -> parse("{\"type\":" + "[".repeat(levels)))
                    .isInstanceOf(BadFrameException.class)
                    .hasMessage("Nested too deeply: at most 100 levels");
        }
    }

    @Test
    void rejectsTooManyChannels() {
        String many = IntStream.range(0, 1001).mapToObj(i -> "\"machines\"").collect(Collectors.joining(","));

        assertThatThrownBy(() -> parse("{\"type\":\"subscribe\",\"channels\":[" + many + "]}"))
                .hasMessage("Too many subscriptions");
    }

    @Test
    void rejectsABroadcastOver4KiB() {
        String big = "x".repeat(4096);

        assertThatThrownBy(() -> parse("{\"type\":\"broadcast\",\"channel\":\"general\",\"event\":\"e\","
                        + "\"payload\":{\"a\":\"" + big + "\"}}"))
                .hasMessage("\"payload\" is over 4 KiB");
    }

    @Test
    void rejectsDeepNesting() {
        String deep = "{\"type\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}";

        assertThatThrownBy(() -> parse(deep)).isInstanceOf(BadFrameException.class);
    }
}
