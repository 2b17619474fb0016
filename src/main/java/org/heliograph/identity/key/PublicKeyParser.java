package org.heliograph.identity.key;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.heliograph.settings.Setting;
import org.heliograph.settings.SettingException;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/** Public keys as text: PEM (a key or a certificate), the base64 within it alone, JWK, JWKS, or either JSON in base64url. */
final class PublicKeyParser {
    private PublicKeyParser() {}

    /** The keys in a file. */
    static List<TrustedKey> read(Setting<?> setting, String location) {
        try {
            Path file = location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
            return parse(setting, Files.readString(file));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new SettingException(
                    setting.name() + " must be a readable file or a URL, which \"" + location + "\" is not",
                    unreadable);
        }
    }

    /** @throws SettingException when there is no usable key in the text; says which setting it came from */
    static List<TrustedKey> parse(Setting<?> setting, String text) {
        try {
            return parse(text.strip());
        } catch (GeneralSecurityException | JoseException | IllegalArgumentException wrong) {
            throw new SettingException(
                    setting.name() + " must hold RSA keys of 2048 bits or more or P-256 keys as PEM, JWK or JWKS,"
                            + " which what it is set to does not",
                    wrong);
        }
    }

    static List<TrustedKey> parse(String text) throws GeneralSecurityException, JoseException {
        if (text.startsWith("-----BEGIN CERTIFICATE")) {
            return List.of(TrustedKey.ofPublic(null, certificate(text)));
        }
        if (text.startsWith("-----BEGIN PUBLIC KEY")) {
            return List.of(TrustedKey.ofPublic(null, publicKey(text.replaceAll("-----[A-Z ]+-----|\\s", ""))));
        }
        if (text.startsWith("{")) {
            return json(text);
        }
        byte[] decoded = Base64.getMimeDecoder().decode(text.replace('-', '+').replace('_', '/'));
        String inner = new String(decoded, StandardCharsets.UTF_8).strip();
        return inner.startsWith("{") ? json(inner) : List.of(TrustedKey.ofPublic(null, publicKey(text)));
    }

    /** A set may also hold keys for other purposes: they are passed over, but one has to be left. */
    private static List<TrustedKey> json(String text) throws JoseException {
        if (!text.contains("\"keys\"")) {
            return List.of(TrustedKey.ofJwk(JsonWebKey.Factory.newJwk(text)));
        }
        List<TrustedKey> keys = new JsonWebKeySet(text)
                .getJsonWebKeys().stream()
                        .filter(key -> !"enc".equals(key.getUse()))
                        .flatMap(key -> usable(key).stream())
                        .toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no usable key in the set");
        }
        return keys;
    }

    private static List<TrustedKey> usable(JsonWebKey key) {
        try {
            return List.of(TrustedKey.ofJwk(key));
        } catch (IllegalArgumentException other) {
            return List.of();
        }
    }

    private static PublicKey certificate(String text) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)))
                .getPublicKey();
    }

    private static PublicKey publicKey(String base64) throws GeneralSecurityException {
        X509EncodedKeySpec spec = new X509EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
        try {
            return KeyFactory.getInstance("RSA").generatePublic(spec);
        } catch (java.security.spec.InvalidKeySpecException notRsa) {
            return KeyFactory.getInstance("EC").generatePublic(spec);
        }
    }
}
