package org.heliograph.identity;

import java.security.Key;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.heliograph.settings.Configuration;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/** Builds tokens of another issuer, valid and invalid ones. */
final class Forge {
    static final Instant NOW = Instant.parse("2026-03-17T10:30:45.123Z");

    private final JwtClaims claims = new JwtClaims();
    private String algorithm = "HS256";
    private String keyId;
    private String typ;
    private Key key;

    private Forge() {
        claims.setSubject("u-1");
        claims.setExpirationTime(at(NOW.plusSeconds(600)));
    }

    static Forge token() {
        return new Forge();
    }

    static Configuration configuration(Map<String, String> values) {
        return new Configuration(name -> Optional.ofNullable(values.get(name)));
    }

    Forge signed(String algorithm, Key key) {
        this.algorithm = algorithm;
        this.key = key;
        return this;
    }

    Forge keyId(String id) {
        keyId = id;
        return this;
    }

    /** The header of this name. */
    Forge typ(String type) {
        typ = type;
        return this;
    }

    Forge with(String claim, Object value) {
        claims.setClaim(claim, value);
        return this;
    }

    Forge without(String claim) {
        claims.unsetClaim(claim);
        return this;
    }

    Forge expires(Instant instant) {
        claims.setExpirationTime(at(instant));
        return this;
    }

    Forge notBefore(Instant instant) {
        claims.setNotBefore(at(instant));
        return this;
    }

    String build() throws Exception {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(org.jose4j.jwa.AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setDoKeyValidation(false);
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setKey(key);
        if (typ != null) {
            signature.setHeader("typ", typ);
        }
        if (keyId != null) {
            signature.setKeyIdHeaderValue(keyId);
        }
        return signature.getCompactSerialization();
    }

    private static NumericDate at(Instant instant) {
        return NumericDate.fromMilliseconds(instant.toEpochMilli());
    }
}
