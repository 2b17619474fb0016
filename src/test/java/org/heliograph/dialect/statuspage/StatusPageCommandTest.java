package org.heliograph.dialect.statuspage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.heliograph.event.LogPosition;
import org.heliograph.gateway.BadFrameException;
import org.heliograph.gateway.FrameParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusPageCommandTest {
    @Test
    void parsesASubscribeWithOptionalPasswordAndSequence() throws BadFrameException {
        assertThat(parse("{'action':'subscribe','slug':'status'}"))
                .isEqualTo(new StatusPageCommand.Subscribe("status", null, null));
        assertThat(parse("{'action':'subscribe','slug':'status','password':'ab12'}"))
                .isEqualTo(new StatusPageCommand.Subscribe("status", "ab12", null));
        assertThat(parse("{'action':'subscribe','slug':'status','since':0}"))
                .isEqualTo(new StatusPageCommand.Subscribe("status", null, new LogPosition(0, null)));
        assertThat(parse("{'action':'subscribe','slug':'status','since':{'seq':41,'epoch':'E1'}}"))
                .isEqualTo(new StatusPageCommand.Subscribe("status", null, new LogPosition(41, "E1")));
    }

    @Test
    void parsesUnsubscribeAndListSubscriptions() throws BadFrameException {
        assertThat(parse("{'action':'unsubscribe','slug':'a'}")).isEqualTo(new StatusPageCommand.Unsubscribe("a"));
        assertThat(parse("{'action':'list_subscriptions'}")).isEqualTo(new StatusPageCommand.ListSubscriptions());
    }

    @Test
    void parsesAPushWithItsValuesVerbatim() throws BadFrameException {
        StatusPageCommand.Push push = (StatusPageCommand.Push)
                parse("{'action':'push','pulseId':7,'token':'t','latency':12.50,'players':'42','custom1':null}");

        assertThat(push.token()).isEqualTo("t");
        assertThat(push.pulseId()).hasToString("7");
        assertThat(push.value("latency")).isEqualTo("12.50");
        assertThat(push.value("players")).isEqualTo("42");
        assertThat(push.value("custom1")).isNull();
        assertThat(push.value("custom2")).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'action':'dance'}                            | Unknown action
                    {'action':7}                                  | "action" must be a string
                    {'action':'subscribe'}                        | "slug" is missing
                    {'action':'subscribe','slug':1}               | "slug" must be a string
                    {'action':'subscribe','slug':'a','password':1}| "password" must be a string
                    {'action':'push'}                             | "token" is missing
                    {'action':'push','token':'t','pulseId':{}}    | "pulseId" must be a short string or a number
                    """)
    void rejectsInvalidFramesWithAMessage(String frame, String message) {
        assertThatThrownBy(() -> parse(frame))
                .isInstanceOf(BadFrameException.class)
                .hasMessage(message);
    }

    private static StatusPageCommand parse(String frame) throws BadFrameException {
        return StatusPageCommand.parse(FrameParser.parse(frame.replace('\'', '"')));
    }
}
