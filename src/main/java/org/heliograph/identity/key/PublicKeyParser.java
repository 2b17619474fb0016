package org.heliograph.identity.key;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.heliograph.settings.Setting;
import org.heliograph.settings.SettingException;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.EcKeyUtil;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.RsaKeyUtil;
import org.jose4j.keys.X509Util;
import org.jose4j.lang.JoseException;

/**
 * Reads public keys from text: PEM (a key or a certificate), the base64 of a PEM key alone, JWK, JWKS, or base64url of JWK or
 * JWKS. Each key gets the one algorithm that it may be used with, whatever its own {@code alg} says.
 */
final class PublicKeyParser {
    private static final int MIN_RSA_BITS = 2048;
    private static final String BEGIN_KEY = "-----BEGIN PUBLIC KEY-----";
    private static final String END_KEY = "-----END PUBLIC KEY-----";
    private static final Pattern PEM_MARKERS = Pattern.compile("-----[A-Z ]+-----|\\s");
    /** At least two letters, since one letter is a drive on Windows. */
    private static final Pattern URL_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    private PublicKeyParser() {}

    /**
     * Reads the keys at a location that needs no network: a file, a resource of the application, or a URL.
     *
     * @throws SettingException when the location cannot be read or holds no usable key
     */
    static List<JsonWebKey> read(Setting<?> setting, String location) {
        try {
            return parse(setting, textAt(location));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new SettingException(
                    setting.name() + " must be a readable file or a URL, but is \"" + location + "\"", unreadable);
        }
    }

    private static String textAt(String location) throws IOException {
        if (URL_SCHEME.matcher(location).matches()) {
            return text(URI.create(location).toURL().openStream());
        }
        Path file = Path.of(location);
        InputStream resource = Files.exists(file)
                ? null
                : Thread.currentThread().getContextClassLoader().getResourceAsStream(location);
        return resource == null ? Files.readString(file) : text(resource);
    }

    private static String text(InputStream opened) throws IOException {
        try (InputStream in = opened) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** @throws SettingException when the text holds no usable key; names the setting */
    static List<JsonWebKey> parse(Setting<?> setting, String text) {
        try {
            return parse(text);
        } catch (JoseException | IllegalArgumentException wrong) {
            throw new SettingException(
                    setting.name() + " must hold RSA keys of 2048 bits or more or P-256 keys as PEM, JWK or JWKS,"
                            + " but its value does not",
                    wrong);
        }
    }

    /** @throws IllegalArgumentException when the text holds no usable key, or a private one */
    static List<JsonWebKey> parse(String text) throws JoseException {
        String stripped = text.strip();
        if (stripped.startsWith("{")) {
            return json(stripped);
        }
        if (stripped.startsWith("-----BEGIN CERTIFICATE")) {
            String der = PEM_MARKERS.matcher(stripped).replaceAll("");
            return List.of(trusted(new X509Util().fromBase64Der(der).getPublicKey()));
        }
        if (stripped.startsWith(BEGIN_KEY)) {
            return List.of(trusted(pem(stripped)));
        }
        byte[] decoded =
                Base64.getMimeDecoder().decode(stripped.replace('-', '+').replace('_', '/'));
        String inner = new String(decoded, StandardCharsets.UTF_8).strip();
        return inner.startsWith("{") ? json(inner) : List.of(trusted(pem(BEGIN_KEY + stripped + END_KEY)));
    }

    private static Key pem(String text) throws JoseException {
        try {
            return new RsaKeyUtil().fromPemEncoded(text);
        } catch (InvalidKeySpecException notRsa) {
            try {
                return new EcKeyUtil().fromPemEncoded(text);
            } catch (InvalidKeySpecException neither) {
                throw new IllegalArgumentException("neither an RSA nor an EC key", neither);
            }
        }
    }

    /** A set may also hold keys for other purposes; those are skipped, but at least one usable key is required. */
    private static List<JsonWebKey> json(String text) throws JoseException {
        if (!text.contains("\"keys\"")) {
            JsonWebKey key = JsonWebKey.Factory.newJwk(text);
            requirePublic(key);
            return List.of(trusted(key));
        }
        List<JsonWebKey> all = new JsonWebKeySet(text).getJsonWebKeys();
        all.forEach(PublicKeyParser::requirePublic);
        List<JsonWebKey> keys = all.stream()
                .filter(key -> !"enc".equals(key.getUse()) && algorithm(key.getKey()) != null)
                .map(PublicKeyParser::trusted)
                .toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no usable key in the set");
        }
        return keys;
    }

    private static void requirePublic(JsonWebKey key) {
        if (key instanceof PublicJsonWebKey pair && pair.getPrivateKey() != null) {
            throw new IllegalArgumentException("a private key");
        }
    }

    private static JsonWebKey trusted(Key key) throws JoseException {
        return trusted(JsonWebKey.Factory.newJwk(key));
    }

    /** @throws IllegalArgumentException when it is neither RSA of 2048 bits or more, nor P-256 */
    static JsonWebKey trusted(JsonWebKey key) {
        String algorithm = algorithm(key.getKey());
        if (algorithm == null) {
            throw new IllegalArgumentException("neither an RSA key of 2048 bits or more nor a P-256 key");
        }
        key.setAlgorithm(algorithm);
        return key;
    }

    /** The only algorithm that a public key is accepted for; null when it is accepted for none. */
    private static String algorithm(Key key) {
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= MIN_RSA_BITS) {
            return AlgorithmIdentifiers.RSA_USING_SHA256;
        }
        if (key instanceof ECPublicKey curve
                && EllipticCurves.P256.getCurve().equals(curve.getParams().getCurve())) {
            return AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;
        }
        return null;
    }
}
