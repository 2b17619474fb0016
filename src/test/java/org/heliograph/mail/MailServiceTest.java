package org.heliograph.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
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

    private final AtomicLong millis = new AtomicLong();
    private Duration most = Duration.ofSeconds(30);

    private MailService mail() {
        MailService mail = new MailService(
                new Configuration(name -> Optional.ofNullable(settings.get(name))), CLOCK, millis::get, most);
        mail.use(Thread::new);
        return mail;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsAPlainTextWithTheHeadersOfAnAutomaticMail() throws IOException {
        mail().send("bob@b\u00fccher.test", "Gr\u00fc\u00dfe", "Line one\n.\nLine three \u2713\n", "alice");

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
        assertThatThrownBy(() -> mail().send(address, "Hello", "text", "alice"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be sent to this address");
        assertThat(server.commands()).isEmpty();
    }

    @Test
    void refusalOfTheMailServerIsAnErrorThatRepeatsNothing() {
        server.refuse("RCPT");

        assertThatThrownBy(() -> mail().send("bob@acme.test", "Hello", "a secret link", "alice"))
                .isInstanceOf(IOException.class)
                .hasMessage("the mail server answered 550");
    }

    @Test
    void mailServerThatIsAwayIsAnError() {
        settings.put("heliograph.mail.url", "smtp://127.0.0.1:1");

        assertThatThrownBy(() -> mail().send("bob@acme.test", "Hello", "text", "alice"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aLongSubjectIsWrittenInWordsOfWholeCharactersOnShortLines() throws IOException {
        String subject = "Invitation to " + "Gr\u00fc\u00dfe \ud83d\ude80 aus B\u00fcrstadt, ".repeat(12);

        mail().send("bob@acme.test", subject, "text", "alice");

        String header = server.next();
        assertThat(header.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(76));
        String folded = header.substring(header.indexOf("Subject: ") + 9, header.indexOf("\nDate:"));
        StringBuilder read = new StringBuilder();
        for (String word : folded.split("\n ")) {
            assertThat(word).startsWith("=?UTF-8?B?").endsWith("?=").hasSizeLessThanOrEqualTo(75);
            byte[] bytes = Base64.getDecoder().decode(word.substring(10, word.length() - 2));
            read.append(new String(bytes, StandardCharsets.UTF_8));
        }
        assertThat(read).hasToString(subject);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"250 ok", "251 not local, will forward", "252 cannot check, will try", "250-one\r\n250 two"})
    void everyReplyThatTakesTheRecipientCounts(String reply) throws IOException {
        server.answerRecipients(reply);

        mail().send("bob@acme.test", "Hello", "text", "alice");

        assertThat(server.next()).endsWith("text");
    }

    @Test
    void aServerWhoseEncryptedBytesDripIsLeftAfterTheBound() {
        settings.put("heliograph.mail.url", "smtps://127.0.0.1:" + server.port());
        server.drip();
        most = Duration.ofMillis(400);

        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThatThrownBy(() -> mail().send("bob@acme.test", "Hello", "text", "alice"))
                        .isInstanceOf(SocketTimeoutException.class)
                        .hasMessage("the mail server is too slow"));
    }

    @Test
    void anAddressGetsABoundedNumberOfMailsAnHourFromAllSenders() throws IOException {
        MailService mail = mail();
        for (int sent = 0; sent < 5; sent++) {
            mail.send(sent % 2 == 0 ? "bob@acme.test" : "BOB@Acme.test", "Hello", "text", "sender-" + sent);
        }

        assertThatThrownBy(() -> mail.send("bob@acme.test", "Hello", "text", "another"))
                .isInstanceOfSatisfying(
                        MailLimitException.class,
                        limited -> assertThat(limited.retryAfterSeconds()).isEqualTo(3600));
        mail.send("carol@acme.test", "Hello", "text", "another");
        millis.addAndGet(Duration.ofHours(1).toMillis());
        mail.send("bob@acme.test", "Hello", "text", "another");
        assertThat(server.commands().stream().filter("DATA"::equals)).hasSize(7);
    }

    @Test
    void aPersonSendsABoundedNumberOfMailsAnHour() throws IOException {
        settings.put("heliograph.mail.sender.limit", "3");
        MailService mail = mail();
        for (int sent = 0; sent < 3; sent++) {
            mail.send("p-" + sent + "@acme.test", "Hello", "text", "alice");
        }

        assertThatThrownBy(() -> mail.send("p-3@acme.test", "Hello", "text", "alice"))
                .isInstanceOf(MailLimitException.class);
        mail.send("p-3@acme.test", "Hello", "text", "bob");
    }

    @Test
    void mailsThatTheServerDidNotTakeDoNotCountForTheirRecipient() throws IOException {
        MailService mail = mail();
        for (String command : new String[] {"MAIL", "RCPT", "DATA", "MAIL", "RCPT", "DATA"}) {
            server.refuse(command);
            assertThatThrownBy(() -> mail.send("bob@acme.test", "Hello", "text", "alice"))
                    .hasMessage("the mail server answered 550");
        }

        server.refuse("nothing");
        mail.send("bob@acme.test", "Hello", "text", "alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RCPT", "DATA"})
    void refusedAddressesCountForTheirSender(String command) throws IOException {
        settings.put("heliograph.mail.sender.limit", "3");
        MailService mail = mail();
        server.refuse(command);
        for (int sent = 0; sent < 3; sent++) {
            String to = "p-" + sent + "@acme.test";
            assertThatThrownBy(() -> mail.send(to, "Hello", "text", "alice"))
                    .hasMessage("the mail server answered 550");
        }

        assertThatThrownBy(() -> mail.send("p-3@acme.test", "Hello", "text", "alice"))
                .isInstanceOf(MailLimitException.class);
        server.refuse("nothing");
        mail.send("p-0@acme.test", "Hello", "text", "bob");
    }

    @Test
    void recipientsThatTheServerRefusesForNowDoNotCountForTheirSender() throws IOException {
        settings.put("heliograph.mail.sender.limit", "1");
        MailService mail = mail();
        server.answerRecipients("450 try later");
        assertThatThrownBy(() -> mail.send("bob@acme.test", "Hello", "text", "alice"))
                .hasMessage("the mail server answered 450");

        server.answerRecipients("250 ok");
        mail.send("bob@acme.test", "Hello", "text", "alice");
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

    @Test
    void checkNamesAMailSessionThatTheServerDoesNotHave() {
        settings.put("heliograph.mail.session", "mail/heliograph");
        assertThatThrownBy(() -> mail().check())
                .isInstanceOf(SettingException.class)
                .hasMessage("heliograph.mail.session and heliograph.mail.url cannot both be set");
        settings.remove("heliograph.mail.url");
        assertThat(mail().isConfigured()).isTrue();

        assertThatThrownBy(() -> mail().check())
                .isInstanceOf(SettingException.class)
                .hasMessage("heliograph.mail.session \"mail/heliograph\" is not known to this server");
    }
}
