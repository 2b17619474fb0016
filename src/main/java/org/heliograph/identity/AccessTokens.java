package org.heliograph.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.heliograph.identity.key.SigningKey;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SignInSettings;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Makes our own access tokens: ES256, for an hour unless set otherwise. */
@ApplicationScoped
public class AccessTokens {
    /** Who makes our tokens and for whom they are. */
    static final String ISSUER = "heliograph";

    private SigningKey key;
    private Clock clock;
    private Duration life;

    /** For the container's proxies. */
    protected AccessTokens() {}

    @Inject
    AccessTokens(SigningKey key, Configuration configuration, Clock clock) {
        this.key = key;
        this.clock = clock;
        life = configuration.get(SignInSettings.ACCESS_TOKEN_LIFE);
    }

    /** How long a token made now is valid. */
    public Duration life() {
        return life;
    }

    /** A token for a subject with one platform role. */
    public String create(String userId, String email, String role) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(ISSUER);
        claims.setSubject(userId);
        claims.setStringClaim("email", email);
        claims.setStringClaim("role", role);
        claims.setGeneratedJwtId();
        claims.setIssuedAt(NumericDate.fromMilliseconds(clock.millis()));
        claims.setExpirationTime(NumericDate.fromMilliseconds(clock.millis() + life.toMillis()));
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.signing());
        signature.setKeyIdHeaderValue(key.id());
        signature.setHeader("typ", "JWT");
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("our own key signs", e);
        }
    }
}
