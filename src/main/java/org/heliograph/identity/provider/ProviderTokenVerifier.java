package org.heliograph.identity.provider;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.heliograph.identity.InvalidTokenException;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SignInSettings;
import org.heliograph.text.TextCleaner;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;

/**
 * Verifies the tokens of the provider: ID tokens by OpenID Connect Core 1.0, 3.1.3.7, and logout tokens by Back-Channel Logout 1.0, 2.6.
 * A key of the provider is accepted for one algorithm, RS256 or ES256. No part of a token is ever logged.
 */
@ApplicationScoped
public class ProviderTokenVerifier {
    static final String LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private static final int MAX_LENGTH = 65_536;
    private static final int LONGEST_ID = 255;
    private static final int LONGEST_AZP = 255;
    /** An ID token is made when the code is exchanged, and a logout token when a session ends. */
    private static final Duration MOST_AGE = Duration.ofMinutes(10);

    private ProviderConfiguration configuration;
    private IdentityReader reader;
    private Clock clock;
    private int skewSeconds;

    /** For the container's proxies. */
    protected ProviderTokenVerifier() {}

    @Inject
    ProviderTokenVerifier(ProviderConfiguration configuration, Configuration settings, Clock clock) {
        this.configuration = configuration;
        this.clock = clock;
        reader = new IdentityReader(settings);
        skewSeconds = (int) SignInSettings.clockSkew(settings).toSeconds();
    }

    /**
     * Verifies the ID token that the provider gave for a code.
     *
     * @throws InvalidTokenException unless it was issued for this client and this sign-in, and is valid now
     * @throws ApiException          503 when the keys of the provider cannot be had
     */
    ProviderIdentity idToken(String token, SignInState signIn, ProviderKeys keys) throws InvalidTokenException {
        JwtClaims claims = verify(token, keys, "jwt");
        try {
            if (claims.hasClaim("events")) {
                throw new InvalidTokenException("The token is no ID token.");
            }
            requireNonce(claims.getStringClaimValue("nonce"), signIn.nonce());
            if (claims.getSubject() == null || !isId(claims.getSubject())) {
                throw new InvalidTokenException("The token names no subject.");
            }
            return reader.read(claims.getClaimsMap(), token);
        } catch (MalformedClaimException wrong) {
            throw wrongType();
        }
    }

    /**
     * Verifies a logout token.
     *
     * @throws InvalidTokenException unless it was issued for this client, is valid now, and names a session or a subject
     * @throws ApiException          503 when the keys of the provider cannot be had
     */
    LogoutNotice logoutToken(String token, ProviderKeys keys) throws InvalidTokenException {
        JwtClaims claims = verify(token, keys, "logout+jwt");
        try {
            boolean event = claims.getClaimValue("events") instanceof Map<?, ?> events
                    && events.get(LOGOUT_EVENT) instanceof Map<?, ?>;
            if (!event || claims.hasClaim("nonce")) {
                throw new InvalidTokenException("The token is no logout token.");
            }
            String id = claims.getJwtId();
            if (id == null || !isId(id)) {
                throw new InvalidTokenException("The token has no id.");
            }
            String subject = claims.getSubject();
            String session = claims.getStringClaimValue("sid");
            if (subject == null && session == null
                    || subject != null && !isId(subject)
                    || session != null && !isId(session)) {
                throw new InvalidTokenException("The token names neither a session nor a subject.");
            }
            // it is remembered as long as it would be accepted
            Instant end = clock.instant().plus(MOST_AGE).plusSeconds(2L * skewSeconds);
            return new LogoutNotice(configuration.issuer(), subject, session, id, end);
        } catch (MalformedClaimException wrong) {
            throw wrongType();
        }
    }

    private JwtClaims verify(String token, ProviderKeys keys, String type) throws InvalidTokenException {
        JsonWebSignature signature = parse(token);
        String typ = signature.getHeader("typ");
        String kind = typ == null ? type : typ.toLowerCase(Locale.ROOT).replaceFirst("^application/", "");
        if (!kind.equals("jwt") && !kind.equals(type)) {
            throw new InvalidTokenException("The token is of another kind.");
        }
        InvalidTokenException refusal = new InvalidTokenException("The token has no trusted signature.");
        for (JsonWebKey key : keys.candidates(signature.getKeyIdHeaderValue(), signature.getAlgorithmHeaderValue())) {
            try {
                return verify(token, key);
            } catch (InvalidTokenException refused) {
                refusal = refused;
            }
        }
        throw refusal;
    }

    private JwtClaims verify(String token, JsonWebKey key) throws InvalidTokenException {
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, key.getAlgorithm()))
                    .setVerificationKey(key.getKey())
                    .setExpectedIssuer(true, configuration.issuer())
                    .setExpectedAudience(true, configuration.clientId())
                    .setRequireExpirationTime()
                    .setRequireIssuedAt()
                    .setIssuedAtRestrictions(0, (int) MOST_AGE.toSeconds())
                    .setAllowedClockSkewInSeconds(skewSeconds)
                    .setEvaluationTime(
                            NumericDate.fromMilliseconds(clock.instant().toEpochMilli()))
                    .build()
                    .processToClaims(token);
            requireParty(claims);
            return claims;
        } catch (InvalidJwtException refused) {
            throw new InvalidTokenException(ProviderTokenRefusal.reason(refused));
        } catch (MalformedClaimException | RuntimeException | StackOverflowError wrong) {
            throw wrongType();
        }
    }

    /** Of several audiences, the one for which it was issued must be this client. */
    private void requireParty(JwtClaims claims) throws MalformedClaimException, InvalidTokenException {
        String party = claims.getStringClaimValue("azp");
        boolean needed = claims.getAudience().size() > 1 && claims.hasClaim("nonce");
        if (party == null ? needed : party.length() > LONGEST_AZP || !party.equals(configuration.clientId())) {
            throw new InvalidTokenException("The token was issued for another application.");
        }
    }

    private static void requireNonce(String found, String expected) throws InvalidTokenException {
        byte[] text = (found == null ? "" : found).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), text)) {
            throw new InvalidTokenException("The token belongs to another sign-in.");
        }
    }

    private static boolean isId(String text) {
        return !text.isBlank() && text.length() <= LONGEST_ID && text.equals(TextCleaner.line(text, LONGEST_ID));
    }

    private static JsonWebSignature parse(String token) throws InvalidTokenException {
        try {
            if (token.length() <= MAX_LENGTH
                    && JsonWebStructure.fromCompactSerialization(token) instanceof JsonWebSignature signature) {
                // fails here when they are no texts
                signature.getAlgorithmHeaderValue();
                signature.getKeyIdHeaderValue();
                signature.getHeader("typ");
                return signature;
            }
        } catch (JoseException | RuntimeException | StackOverflowError malformed) {
            // refused below, without quoting it
        }
        throw new InvalidTokenException("The token is not a signed JWT.");
    }

    private static InvalidTokenException wrongType() {
        return new InvalidTokenException("A claim of the token has the wrong type.");
    }
}
