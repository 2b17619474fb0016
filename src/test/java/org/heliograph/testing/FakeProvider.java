package org.heliograph.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/**
 * An OpenID Connect provider on the loopback address. A test signs in by {@link #authorize}, as a browser would, and decides what the ID token
 * contains.
 */
public final class FakeProvider implements AutoCloseable {
    /** The client at this provider. */
    public static final String CLIENT = "heliograph";

    /** Its secret. */
    public static final String SECRET = "secret of: the & client";

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final AtomicInteger keyFetches = new AtomicInteger();
    private HttpServer server;
    private int port;
    private volatile CountDownLatch hung = new CountDownLatch(0);
    private volatile RsaJsonWebKey key = newKey();
    private volatile Consumer<JwtClaims> person = claims -> {};
    private volatile Map<String, String> lastForm = Map.of();
    private volatile String lastAuthorization;

    public FakeProvider() {
        start();
    }

    private static RsaJsonWebKey newKey() {
        try {
            RsaJsonWebKey made = RsaJwkGenerator.generateJwk(2048);
            made.setKeyId(UUID.randomUUID().toString());
            return made;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts it again on the same port, after {@link #stop()}. */
    public void start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = server.getAddress().getPort();
        server.setExecutor(executor);
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, configuration()));
        server.createContext("/keys", exchange -> {
            keyFetches.incrementAndGet();
            answer(exchange, 200, new JsonWebKeySet(List.of((PublicJsonWebKey) key)).toJson());
        });
        server.createContext("/token", this::token);
        server.start();
    }

    /** Refuses connections until it is started again. */
    public void stop() {
        server.stop(0);
    }

    /** Answers nothing until {@link #goOn()}. */
    public void hang() {
        hung = new CountDownLatch(1);
    }

    public void goOn() {
        hung.countDown();
    }

    public String issuer() {
        return "http://127.0.0.1:" + port;
    }

    /** How often its keys were fetched. */
    public int keyFetches() {
        return keyFetches.get();
    }

    /** Signs with another key from now on, and has only that one. */
    public void rotateKey() {
        key = newKey();
    }

    /** What the ID tokens contain from now on, beyond what every one must. */
    public void signsIn(Consumer<JwtClaims> claims) {
        person = claims;
    }

    /** The parameters of the last token request. */
    public Map<String, String> lastForm() {
        return lastForm;
    }

    /** Its header {@code Authorization}; null for none. */
    public String lastAuthorization() {
        return lastAuthorization;
    }

    /**
     * Signs the person in, as a browser at the authorization endpoint.
     *
     * @return the parameters with which the browser is sent back
     */
    public Map<String, String> authorize(String url) {
        Map<String, String> asked = form(url.substring(url.indexOf('?') + 1));
        String code = UUID.randomUUID().toString();
        codes.put(code, asked);
        return Map.of("code", code, "state", asked.get("state"), "iss", issuer());
    }

    /** A token with the claims that every one has, changed by the test. */
    public String sign(Consumer<JwtClaims> change) {
        return sign(key, "RS256", "JWT", change);
    }

    /** The same with another key, algorithm and header {@code typ}. */
    public String sign(RsaJsonWebKey by, String algorithm, String typ, Consumer<JwtClaims> change) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer());
        claims.setAudience(CLIENT);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        change.accept(claims);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setKeyIdHeaderValue(by.getKeyId());
        signature.setHeader("typ", typ);
        signature.setKey(by.getPrivateKey());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A logout token of a session and a subject, of which one may be null. */
    public String logoutToken(String session, String subject) {
        return sign(claims -> {
            if (session != null) {
                claims.setStringClaim("sid", session);
            }
            if (subject != null) {
                claims.setSubject(subject);
            }
            claims.setJwtId(UUID.randomUUID().toString());
            claims.setClaim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        });
    }

    private String configuration() {
        return Json.createObjectBuilder()
                .add("issuer", issuer())
                .add("authorization_endpoint", issuer() + "/authorize")
                .add("token_endpoint", issuer() + "/token")
                .add("jwks_uri", issuer() + "/keys")
                .add("end_session_endpoint", issuer() + "/logout")
                .add("authorization_response_iss_parameter_supported", true)
                .build()
                .toString();
    }

    private void token(HttpExchange exchange) throws IOException {
        lastForm = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        lastAuthorization = exchange.getRequestHeaders().getFirst("Authorization");
        Map<String, String> asked = codes.remove(lastForm.getOrDefault("code", ""));
        if (asked == null || !asked.get("redirect_uri").equals(lastForm.get("redirect_uri"))) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\",\"error_description\":\"Code <b>not</b> valid\"}");
            return;
        }
        String token = sign(claims -> {
            claims.setSubject("person-1");
            claims.setStringClaim("nonce", asked.get("nonce"));
            claims.setStringClaim("auth_time", Instant.now().toString());
            person.accept(claims);
        });
        answer(
                exchange,
                200,
                Json.createObjectBuilder().add("id_token", token).build().toString());
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        try {
            hung.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Map<String, String> form(String text) {
        Map<String, String> form = new HashMap<>();
        for (String parameter : text.split("&")) {
            String[] parts = parameter.split("=", 2);
            form.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    @Override
    public void close() {
        goOn();
        server.stop(0);
        executor.shutdownNow();
    }
}
