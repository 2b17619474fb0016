package org.heliograph.testing;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** Valid and invalid tokens of an external issuer whose keys the test servers trust. */
public final class Tokens {
    public static final String ISSUER = "https://issuer.test";
    public static final String AUDIENCE = "heliograph-test";
    /** Maps organisation ids to roles. */
    public static final String ORGANIZATIONS_CLAIM = "organizations";

    static final String SECRET = "a-shared-secret-that-only-tests-know-0123456789";
    private static final KeyPair RSA = rsa();

    private Tokens() {}

    /** Accepted claims for a subject that expire after a time. */
    public static JwtClaims claims(String subject, Duration life) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject(subject);
        claims.setStringClaim("email", subject + "@issuer.test");
        claims.setStringClaim("role", "user");
        claims.setExpirationTime(NumericDate.fromMilliseconds(System.currentTimeMillis() + life.toMillis()));
        return claims;
    }

    /** A token with that platform role and an hour to live. */
    public static String withRole(String role) {
        JwtClaims claims = claims(role + "-somewhere", Duration.ofHours(1));
        claims.setStringClaim("role", role);
        return rs256(claims);
    }

    /** Signed with the private key whose public half is configured. */
    public static String rs256(JwtClaims claims) {
        return sign(claims, "RS256", RSA.getPrivate());
    }

    /** Signed with the configured shared secret. */
    public static String hs256(JwtClaims claims) {
        return sign(claims, "HS256", new HmacKey(SECRET.getBytes(StandardCharsets.UTF_8)));
    }

    /** The confusion attack: the public key used as a shared secret. */
    public static String hs256WithPublicKey(JwtClaims claims, byte[] formOfTheKey) {
        return sign(claims, "HS256", new HmacKey(formOfTheKey));
    }

    /** Signed with a key that is not configured. */
    public static String rs256WithUnknownKey(JwtClaims claims) {
        return sign(claims, "RS256", rsa().getPrivate());
    }

    /** Not signed at all. */
    public static String unsigned(JwtClaims claims) {
        return sign(claims, "none", null);
    }

    public static byte[] publicKeyBytes() {
        return RSA.getPublic().getEncoded();
    }

    public static String publicKeyText() {
        return Base64.getEncoder().encodeToString(publicKeyBytes());
    }

    /** Signs with any algorithm and key, valid or not. */
    public static String sign(JwtClaims claims, String algorithm, Key key) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setKey(key);
        signature.setDoKeyValidation(false);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
