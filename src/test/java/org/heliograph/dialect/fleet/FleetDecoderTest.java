package org.heliograph.dialect.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.heliograph.gateway.BadFrameException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FleetDecoderTest {
    private final FleetDecoder decoder = new FleetDecoder(1000);

    @Test
    void readsASubscription() throws BadFrameException {
        assertThat(decoder.decode("{\"type\":\"subscribe\",\"channels\":[\"machines\"]}"))
                .isEqualTo(new FleetCommand.Subscribe(EnumSet.of(FleetChannel.MACHINES), null, Map.of()));
    }

    @Test
    void readsAFilter() throws BadFrameException {
        assertThat(decoder.decode("{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"filter\":\"org_id=eq.acme\"}"))
                .isEqualTo(new FleetCommand.Subscribe(EnumSet.of(FleetChannel.MACHINES), "acme", Map.of()));
    }

    @Test
    void readsWhereAClientResumes() throws BadFrameException {
        assertThat(decoder.decode(
                        "{\"type\":\"subscribe\",\"channels\":[\"machines\",\"keys\"],\"since\":{\"machines\":41}}"))
                .isEqualTo(new FleetCommand.Subscribe(
                        EnumSet.of(FleetChannel.MACHINES, FleetChannel.KEYS),
                        null,
                        Map.of(FleetChannel.MACHINES, 41L)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "\"41\"", "null", "true", "[]", "{}", "9223372036854775808", "1e400", "-0.1"})
    void refusesAPositionThatIsNoWholeNumberFromZeroOn(String position) {
        assertThatThrownBy(() ->
                        decoder.decode("{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"since\":{\"machines\":"
                                + position + "}}"))
                .isInstanceOf(BadFrameException.class)
                .hasMessageContaining("since");
    }

    @ParameterizedTest
    @ValueSource(strings = {"41", "null", "[41]", "{\"keys\":41}", "{\"moon\":41}"})
    void refusesPositionsOfWhatIsNotSubscribedTo(String since) {
        assertThatThrownBy(() ->
                        decoder.decode("{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"since\":" + since + "}"))
                .isInstanceOf(BadFrameException.class);
    }

    @Test
    void readsAPing() throws BadFrameException {
        assertThat(decoder.decode("{\"type\":\"ping\"}")).isEqualTo(new FleetCommand.Ping());
    }

    @Test
    void readsABroadcast() throws BadFrameException {
        assertThat(
                        decoder.decode(
                                "{\"type\":\"broadcast\",\"channel\":\"general\",\"event\":\"hi\",\"payload\":{\"a\":[1,null]}}"))
                .isEqualTo(new FleetCommand.Broadcast(FleetChannel.GENERAL, "hi", "{\"a\":[1,null]}"));
    }

    @Test
    void passesOverFieldsItDoesNotKnow() throws BadFrameException {
        assertThat(decoder.decode("{\"type\":\"ping\",\"more\":{\"deep\":[1]}}"))
                .isEqualTo(new FleetCommand.Ping());
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
    void saysWhatIsWrong(String frame, String message) {
        assertThatThrownBy(() -> decoder.decode(frame))
                .isInstanceOf(BadFrameException.class)
                .hasMessage(message);
    }

    @Test
    void refusesMoreChannelsThanASocketMayHave() {
        String many = IntStream.range(0, 1001).mapToObj(i -> "\"machines\"").collect(Collectors.joining(","));

        assertThatThrownBy(() -> decoder.decode("{\"type\":\"subscribe\",\"channels\":[" + many + "]}"))
                .hasMessage("Too many subscriptions");
    }

    @Test
    void refusesABroadcastOver4KiB() {
        String big = "x".repeat(4096);

        assertThatThrownBy(() -> decoder.decode("{\"type\":\"broadcast\",\"channel\":\"general\",\"event\":\"e\","
                        + "\"payload\":{\"a\":\"" + big + "\"}}"))
                .hasMessage("\"payload\" is over 4 KiB");
    }

    @Test
    void survivesDeepNesting() {
        String deep = "{\"type\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}";

        assertThatThrownBy(() -> decoder.decode(deep)).isInstanceOf(BadFrameException.class);
    }
}
