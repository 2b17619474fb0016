package org.heliograph.dialect.statuspage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.heliograph.gateway.BadFrameException;
import org.heliograph.gateway.FrameParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusPageDecoderTest {
    @Test
    void aPlainSubscribeIsOneWithoutPassword() throws BadFrameException {
        assertThat(decode("{'action':'subscribe','slug':'status'}"))
                .isEqualTo(new StatusPageCommand.Subscribe("status", null, null));
        assertThat(decode("{'action':'subscribe','slug':'status','password':'ab12'}"))
                .isEqualTo(new StatusPageCommand.Subscribe("status", "ab12", null));
        assertThat(decode("{'action':'subscribe','slug':'status','since':0}"))
                .isEqualTo(new StatusPageCommand.Subscribe("status", null, 0L));
    }

    @Test
    void theOtherActionsAreKnown() throws BadFrameException {
        assertThat(decode("{'action':'unsubscribe','slug':'a'}")).isEqualTo(new StatusPageCommand.Unsubscribe("a"));
        assertThat(decode("{'action':'list_subscriptions'}")).isEqualTo(new StatusPageCommand.ListSubscriptions());
    }

    @Test
    void aPushBringsItsValuesAsTheyWereWritten() throws BadFrameException {
        StatusPageCommand.Push push = (StatusPageCommand.Push)
                decode("{'action':'push','pulseId':7,'token':'t','latency':12.50,'players':'42','custom1':null}");

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
    void whatIsWrongIsSaid(String frame, String message) {
        assertThatThrownBy(() -> decode(frame))
                .isInstanceOf(BadFrameException.class)
                .hasMessage(message);
    }

    private static StatusPageCommand decode(String frame) throws BadFrameException {
        return StatusPageDecoder.decode(FrameParser.parse(frame.replace('\'', '"')));
    }
}
