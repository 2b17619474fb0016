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

/** Creates our own access tokens: ES256, valid for {@link #life()}. */
@ApplicationScoped
public class AccessTokenFactory {
    /** Issuer and audience of our tokens. */
    static final String ISSUER = "heliograph";

    private SigningKey key;
    private Clock clock;
    private Duration life;

    /** For the container's proxies. */
    protected AccessTokenFactory() {}

    @Inject
    AccessTokenFactory(SigningKey key, Configuration configuration, Clock clock) {
        this.key = key;
        this.clock = clock;
        life = configuration.get(SignInSettings.ACCESS_TOKEN_LIFE);
    }

    /** The validity of a new token. */
    public Duration life() {
        return life;
    }

    /** A token for an account with its platform role. */
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
        signature.setKey(key.privateKey());
        signature.setKeyIdHeaderValue(key.id());
        signature.setHeader("typ", "JWT");
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("signing with our own key failed", e);
        }
    }
}
