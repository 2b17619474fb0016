package org.heliograph.identity.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SettingException;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalIssuerKeysTest {
    private static PublicJsonWebKey curve;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeKey() throws Exception {
        curve = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        curve.setKeyId("one");
    }

    @Test
    void keyMayBePemJwkJwksOrBase64OfThese() {
        String bare = Base64.getEncoder().encodeToString(curve.getPublicKey().getEncoded());
        String jwk = curve.toJson();
        for (String text : new String[] {
            "-----BEGIN PUBLIC KEY-----\n" + bare + "\n-----END PUBLIC KEY-----",
            bare,
            jwk,
            new JsonWebKeySet(curve).toJson(),
            Base64.getUrlEncoder().encodeToString(jwk.getBytes(StandardCharsets.UTF_8))
        }) {
            assertThat(keys(Map.of("mp.jwt.verify.publickey", text)).candidates("one", "ES256"))
                    .hasSize(1);
        }
    }

    @Test
    void keyOfAnotherIdOrAlgorithmIsNoCandidate() {
        ExternalIssuerKeys keys = keys(Map.of("mp.jwt.verify.publickey", curve.toJson()));

        assertThat(keys.candidates(null, "ES256")).hasSize(1);
        assertThat(keys.candidates("two", "ES256")).isEmpty();
        assertThat(keys.candidates("one", "HS256")).isEmpty();
        assertThat(keys.candidates("one", null)).isEmpty();
    }

    @Test
    void keysOfAFileAreReadAtTheStart() throws Exception {
        Path file = Files.writeString(folder.resolve("keys.json"), new JsonWebKeySet(curve).toJson());

        assertThat(keys(Map.of("mp.jwt.verify.publickey.location", file.toString()))
                        .candidates("one", "ES256"))
                .hasSize(1);
        assertThat(keys(Map.of("mp.jwt.verify.publickey.location", file.toUri().toString()))
                        .candidates("one", "ES256"))
                .hasSize(1);
    }

    @Test
    void unusableKeyStopsTheStart() throws Exception {
        String small = RsaJwkGenerator.generateJwk(1024).toJson();
        for (String text : new String[] {"nonsense", "{}", "{\"keys\":[]}", small}) {
            assertThatThrownBy(() -> keys(Map.of("mp.jwt.verify.publickey", text)))
                    .isInstanceOf(SettingException.class)
                    .hasMessageStartingWith("mp.jwt.verify.publickey must hold");
        }
        assertThatThrownBy(() -> keys(Map.of("mp.jwt.verify.publickey.location", "/nowhere/key.pem")))
                .isInstanceOf(SettingException.class)
                .hasMessage(
                        "mp.jwt.verify.publickey.location must be a readable file or a URL, but is \"/nowhere/key.pem\"");
        assertThatThrownBy(() -> keys(Map.of("JWT_SECRET", "short")))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("heliograph.jwt.secret must have 32 bytes")
                .hasMessageNotContaining("short\"");
    }

    @Test
    void keysOfAUrlAreFetchedOnceForManyUnknownIds() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            byte[] body = new JsonWebKeySet(curve).toJson().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            ExternalIssuerKeys keys = keys(Map.of(
                    "mp.jwt.verify.publickey.location",
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks"));

            assertThat(calls).hasValue(0);
            assertThat(keys.candidates("one", "ES256")).hasSize(1);
            assertThat(keys.candidates("made up", "ES256")).isEmpty();
            assertThat(keys.candidates("another", "ES256")).isEmpty();
            assertThat(calls).hasValue(1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void keyInAResourceOfTheApplicationIsRead() throws Exception {
        Path root = Files.createDirectories(folder.resolve("classes"));
        Files.writeString(root.resolve("key.jwk"), curve.toJson());
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader application =
                new URLClassLoader(new URL[] {root.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(application);

            assertThat(keys(Map.of("mp.jwt.verify.publickey.location", "key.jwk"))
                            .candidates("one", "ES256"))
                    .hasSize(1);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void privateKeyStopsTheStart() {
        String jwk = curve.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(curve.getPrivateKey().getEncoded())
                + "\n-----END PRIVATE KEY-----";
        for (String text : List.of(jwk, "{\"keys\":[" + jwk + "]}", pem)) {
            assertThatThrownBy(() -> keys(Map.of("mp.jwt.verify.publickey", text)))
                    .isInstanceOf(SettingException.class)
                    .hasMessageStartingWith("mp.jwt.verify.publickey must hold");
        }
    }

    @Test
    void contradictingSettingsStopTheStart() {
        assertThatThrownBy(() -> keys(Map.of(
                        "mp.jwt.verify.publickey", curve.toJson(), "mp.jwt.verify.publickey.location", "/key.pem")))
                .isInstanceOf(SettingException.class)
                .hasMessage("mp.jwt.verify.publickey and mp.jwt.verify.publickey.location must not both be set");
        assertThatThrownBy(() -> keys(Map.of(
                        "mp.jwt.verify.publickey", curve.toJson(), "mp.jwt.verify.publickey.algorithm", "RS256")))
                .isInstanceOf(SettingException.class)
                .hasMessage("mp.jwt.verify.publickey.algorithm is RS256, but no configured key has this algorithm");
    }

    private static ExternalIssuerKeys keys(Map<String, String> values) {
        return new ExternalIssuerKeys(new Configuration(name -> Optional.ofNullable(values.get(name))));
    }
}
