package org.heliograph.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.heliograph.testing.FakeMailServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerMailSessionTest {
    private static final Duration MOST = Duration.ofSeconds(30);
    private static final MailMessage MAIL =
            new MailMessage("fleet@acme.test", "bob@acme.test", "Hello", "text", Instant.EPOCH);

    private final FakeMailServer server = new FakeMailServer(null);
    private final Properties properties = new Properties();

    ServerMailSessionTest() {
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", "" + server.port());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ServerMailSession session(Duration most) {
        return new ServerMailSession(
                Session.getInstance(properties, new Authenticator() {
                    @Override
                    protected PasswordAuthentication getPasswordAuthentication() {
                        return new PasswordAuthentication("fleet", "secret");
                    }
                }),
                most);
    }

    @Test
    void sendsTheSameTextAsByTheOwnSettings() throws IOException {
        session(MOST).send(MAIL);

        assertThat(server.next())
                .startsWith("From: Heliograph <fleet@acme.test>\nTo: <bob@acme.test>\nSubject: ")
                .endsWith("\n\ntext");
        assertThat(server.commands())
                .contains("MAIL FROM:<fleet@acme.test>", "RCPT TO:<bob@acme.test>")
                .noneMatch(command -> command.startsWith("AUTH"));
    }

    @Test
    void signsInWithTheAccountOfTheServersSession() throws IOException {
        properties.setProperty("mail.smtp.auth", "true");
        properties.setProperty("mail.smtp.auth.mechanisms", "PLAIN");
        properties.setProperty("mail.smtp.user", "fleet");

        session(MOST).send(MAIL);

        assertThat(server.commands()).contains("AUTH PLAIN ZmxlZXQAZmxlZXQAc2VjcmV0");
    }

    @Test
    void namesTheCodeOfARefusalAndNothingElseOfIt() {
        server.answerRecipients("550 no mailbox of bob here");
        ServerMailSession session = session(MOST);

        assertThatThrownBy(() -> session.send(MAIL))
                .hasNoCause()
                .hasMessage("the mail server answered 550")
                .isInstanceOfSatisfying(
                        MailRejectedException.class,
                        no -> assertThat(no.isPermanent()).isTrue());
        assertThat(session.isTransmitted()).isFalse();
    }

    @Test
    void aRefusalForNowRejectsNothing() {
        server.answerRecipients("451 later");
        ServerMailSession session = session(MOST);

        assertThatThrownBy(() -> session.send(MAIL))
                .hasMessage("the mail server answered 451")
                .isInstanceOfSatisfying(
                        MailRejectedException.class,
                        no -> assertThat(no.isPermanent()).isFalse());
        assertThat(session.isTransmitted()).isFalse();
    }

    @Test
    void aMailThatIsRefusedAsAWholeIsRejected() {
        server.refuse("DATA");
        ServerMailSession session = session(MOST);

        assertThatThrownBy(() -> session.send(MAIL))
                .hasMessage("the mail server answered 550")
                .isInstanceOfSatisfying(
                        MailRejectedException.class,
                        no -> assertThat(no.isPermanent()).isTrue());
    }

    @Test
    void aSessionWithoutBoundsGetsSome() {
        server.hang();

        assertTimeout(
                MOST,
                () -> assertThatThrownBy(() -> session(Duration.ofMillis(300)).send(MAIL))
                        .isInstanceOf(IOException.class));
        assertThat(properties).doesNotContainKey("mail.smtp.timeout");
    }

    @Test
    void theSenderMayBeThatOfTheSession() {
        assertThat(session(MOST).from()).isEmpty();
        properties.setProperty("mail.from", "fleet@acme.test");
        assertThat(session(MOST).from()).contains("fleet@acme.test");
    }
}
