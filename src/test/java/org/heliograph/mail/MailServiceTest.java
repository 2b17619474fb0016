package org.heliograph.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SettingException;
import org.heliograph.testing.FakeMailServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailServiceTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-07T10:30:45Z"), ZoneOffset.UTC);

    private final FakeMailServer server = new FakeMailServer(null);
    private final Map<String, String> settings = new HashMap<>(Map.of(
            "heliograph.mail.url",
            "smtp://127.0.0.1:" + server.port(),
            "heliograph.mail.from",
            "fleet@acme.test",
            "heliograph.public.url",
            "https://fleet.acme.test"));

    private MailService mail() {
        return new MailService(new Configuration(name -> Optional.ofNullable(settings.get(name))), CLOCK);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsAPlainTextWithTheHeadersOfAnAutomaticMail() throws IOException {
        mail().send("bob@b\u00fccher.test", "Gr\u00fc\u00dfe", "Line one\n.\nLine three \u2713\n");

        String taken = server.next();
        assertThat(taken)
                .contains("From: Heliograph <fleet@acme.test>\n")
                .contains("To: <bob@xn--bcher-kva.test>\n")
                .contains("Subject: =?UTF-8?B?R3LDvMOfZQ==?=\n")
                .contains("Date: Sat, 7 Mar 2026 10:30:45 GMT\n")
                .contains("Auto-Submitted: auto-generated\n")
                .endsWith("\n\nLine one\n.\nLine three \u2713\n");
        assertThat(server.commands()).contains("MAIL FROM:<fleet@acme.test>", "RCPT TO:<bob@xn--bcher-kva.test>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a>b@acme.test", "a@b>SIZE=1", "caf\u00e9@acme.test", "no address", "a@", "\"a\"@acme.test"})
    void refusesAddressesThatTheProtocolCannotCarry(String address) {
        assertThatThrownBy(() -> mail().send(address, "Hello", "text"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be sent to this address");
        assertThat(server.commands()).isEmpty();
    }

    @Test
    void refusalOfTheMailServerIsAnErrorThatRepeatsNothing() {
        server.refuse("RCPT");

        assertThatThrownBy(() -> mail().send("bob@acme.test", "Hello", "a secret link"))
                .isInstanceOf(IOException.class)
                .hasMessage("the mail server answered 550");
    }

    @Test
    void mailServerThatIsAwayIsAnError() {
        settings.put("heliograph.mail.url", "smtp://127.0.0.1:1");

        assertThatThrownBy(() -> mail().send("bob@acme.test", "Hello", "text")).isInstanceOf(IOException.class);
    }

    @Test
    void checkRequiresASenderAndAnAddressForTheLinks() {
        assertThatCode(() -> mail().check()).doesNotThrowAnyException();
        settings.put("heliograph.mail.from", "no address");
        assertThatThrownBy(() -> mail().check())
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("heliograph.mail.from");
        settings.remove("heliograph.public.url");
        assertThatThrownBy(() -> mail().check())
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("heliograph.public.url");
        settings.remove("heliograph.mail.url");
        assertThatCode(() -> mail().check()).doesNotThrowAnyException();
        assertThat(mail().isConfigured()).isFalse();
    }
}
