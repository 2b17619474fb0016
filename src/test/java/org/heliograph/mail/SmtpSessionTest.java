package org.heliograph.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.heliograph.settings.MailUrl;
import org.heliograph.testing.FakeMailServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmtpSessionTest {
    private static final Duration MOST = Duration.ofSeconds(30);
    private static final MailMessage MAIL =
            new MailMessage("fleet@acme.test", "bob@acme.test", "Hello", "text", Instant.EPOCH);

    @TempDir
    static Path folder;

    private static SSLContext tls;

    @BeforeAll
    static void makeCertificate() throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit",
                        "-alias",
                        "mail",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=mail",
                        "-ext",
                        "san=ip:127.0.0.1"))
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "changeit".toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        tls = SSLContext.getInstance("TLS");
        tls.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    }

    private static MailUrl url(FakeMailServer server, String user) {
        return new MailUrl(false, "127.0.0.1", server.port(), user, user == null ? null : "secret");
    }

    @Test
    void encryptsWhenTheServerOffersItAndSignsInAfterwards() throws IOException {
        try (FakeMailServer server = new FakeMailServer(tls);
                SmtpSession session = new SmtpSession(url(server, "fleet"), MOST, tls.getSocketFactory())) {
            session.send(MAIL);

            assertThat(server.next()).endsWith("\n\ntext");
            assertThat(server.commands())
                    .startsWith("EHLO [127.0.0.1]", "STARTTLS", "EHLO [127.0.0.1]", "AUTH PLAIN AGZsZWV0AHNlY3JldA==");
        }
    }

    @Test
    void refusesACertificateThatIsNotTrusted() {
        try (FakeMailServer server = new FakeMailServer(tls)) {
            SSLSocketFactory others = (SSLSocketFactory) SSLSocketFactory.getDefault();

            assertThatThrownBy(() -> new SmtpSession(url(server, "fleet"), MOST, others).send(MAIL))
                    .isInstanceOf(SSLException.class);
            assertThat(server.commands()).noneMatch(command -> command.startsWith("AUTH"));
        }
    }

    @Test
    void serverThatSaysNothingIsLeftAfterTheBound() {
        try (FakeMailServer server = new FakeMailServer(null)) {
            server.hang();

            assertTimeout(
                    MOST,
                    () -> assertThatThrownBy(() -> new SmtpSession(
                                            url(server, null), Duration.ofMillis(300), tls.getSocketFactory())
                                    .send(MAIL))
                            .isInstanceOf(SocketTimeoutException.class));
        }
    }

    @Test
    void urlHasAnAccountAndADefaultPort() {
        MailUrl url = MailUrl.parse("smtps://fleet%40acme.test:p%3Aw@mail.acme.test");

        assertThat(url).isEqualTo(new MailUrl(true, "mail.acme.test", 465, "fleet@acme.test", "p:w"));
        assertThat(url).hasToString("smtps://mail.acme.test:465");
        assertThat(MailUrl.parse("smtp://mail.acme.test").port()).isEqualTo(587);
        for (String wrong :
                List.of("mail.acme.test", "http://mail.acme.test", "smtp://user@mail.acme.test", "smtp:///x")) {
            assertThatThrownBy(() -> MailUrl.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
