package org.heliograph.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.jwt.Claims;
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

    private static final String VERSION = "ver";
    private static final String SESSION = "sid";

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

    /** The version of a caller's token, 0 for one without. */
    public static long version(Caller caller) {
        return caller.claims().get(VERSION) instanceof Number version ? version.longValue() : 0;
    }

    /** The session of a caller's token; empty text for one without. */
    public static String session(Caller caller) {
        return caller.claims().get(SESSION) instanceof String session ? session : "";
    }

    /** Whether a caller's token is one of ours: then the caller has an account, or had one. */
    public static boolean isOurs(Caller caller) {
        return caller.apiToken() != null || isFromSignIn(caller);
    }

    /** Whether a caller has signed in here: a person, and not a program with an API token or a user of another issuer. */
    public static boolean isFromSignIn(Caller caller) {
        return ISSUER.equals(caller.claims().get(Claims.iss.name()))
                && !session(caller).isEmpty();
    }

    /**
     * A token for an account with its platform role.
     *
     * @param version the account's token version: with another one, the token is invalid
     * @param session the session that begins with a sign-in: the token is invalid as soon as it has ended
     */
    public String create(String userId, String email, String role, int version, String session) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(ISSUER);
        claims.setSubject(userId);
        claims.setStringClaim("email", email);
        claims.setStringClaim("role", role);
        claims.setClaim(VERSION, version);
        claims.setStringClaim(SESSION, session);
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
