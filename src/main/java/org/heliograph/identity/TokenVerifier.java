package org.heliograph.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.heliograph.identity.key.ExternalIssuerKeys;
import org.heliograph.identity.key.SigningKey;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SignInSettings;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;

/**
 * Verifies a JWT and maps it to a {@link Caller}. The key decides the algorithm, never the token: a token with the id of one of our keys must
 * be our own and ES256; any other must match a key of another issuer. No part of a token is ever logged.
 */
@ApplicationScoped
public class TokenVerifier {
    private static final int MAX_LENGTH = 16_384;

    private SigningKey own;
    private ExternalIssuerKeys external;
    private Clock clock;
    private int skewSeconds;
    private Optional<String> issuer = Optional.empty();
    private String[] audiences = {};
    private Optional<Duration> maxAge = Optional.empty();
    private Optional<String> organizationsClaim = Optional.empty();
    private ExternalTokenRules externalRules;

    /** For the container's proxies. */
    protected TokenVerifier() {}

    @Inject
    TokenVerifier(SigningKey own, ExternalIssuerKeys external, Configuration configuration, Clock clock) {
        this.own = own;
        this.external = external;
        this.clock = clock;
        skewSeconds = (int) SignInSettings.clockSkew(configuration).toSeconds();
        issuer = configuration.find(SignInSettings.JWT_ISSUER);
        audiences = configuration.find(SignInSettings.JWT_AUDIENCES).stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .filter(audience -> !audience.isEmpty())
                .toArray(String[]::new);
        maxAge = configuration.find(SignInSettings.JWT_TOKEN_AGE);
        organizationsClaim = configuration.find(SignInSettings.JWT_ORGANIZATIONS_CLAIM);
        externalRules = new ExternalTokenRules(configuration);
    }

    /** Fails when a setting or a key cannot be used; called at the start, so that it does not show up with the first token. */
    public void check() {
        own.publicKey();
    }

    /**
     * A verified token.
     *
     * @param ours        whether we issued it
     * @param endMillis   from when on it is refused, milliseconds since the epoch: its end and the clock skew
     * @param keysVersion of the keys of other issuers that verified it; 0 for our own
     */
    record Verified(Caller caller, boolean ours, long endMillis, long keysVersion) {
        /** The same with a caller that has this text of the token, or none for null. */
        Verified withToken(String token) {
            return new Verified(caller.withRawToken(token), ours, endMillis, keysVersion);
        }
    }

    /** Whether a text can be a token at all. */
    static boolean isPlausible(String token) {
        return token != null && !token.isBlank() && token.length() <= MAX_LENGTH;
    }

    /** Whether the keys that verified a token are those of now. May fetch keys that are an hour old. */
    boolean isCurrent(Verified verified) {
        return verified.ours() || verified.keysVersion() == external.version();
    }

    /**
     * Verifies a token. Its end is the token's {@code exp}, though a token is accepted for the clock skew longer.
     *
     * @throws InvalidTokenException unless it is well-formed, has a trusted signature and is valid now
     */
    Verified verify(String token) throws InvalidTokenException {
        if (!isPlausible(token)) {
            throw new InvalidTokenException("The token is not a JWT.");
        }
        JsonWebSignature signature = parse(token);
        String algorithm = signature.getAlgorithmHeaderValue();
        String keyId = signature.getKeyIdHeaderValue();
        Optional<JsonWebKey> ours = own.find(keyId);
        if (ours.isPresent()) {
            JwtConsumerBuilder rules = rules(ours.get())
                    .setExpectedIssuer(AccessTokenFactory.ISSUER)
                    .setExpectedAudience(AccessTokenFactory.ISSUER);
            return verified(verify(token, rules, Optional.empty(), Optional.empty()), true, 0);
        }
        // before the keys: when these change in between, the token is verified once more
        long version = external.version();
        Caller caller = verifyExternal(token, external.candidates(keyId, algorithm));
        return verified(
                externalRules.apply(signature.getHeaders().getObjectHeaderValue("typ"), caller), false, version);
    }

    private Verified verified(Caller caller, boolean ours, long keysVersion) {
        long end = caller.expiresAt().toEpochMilli();
        long skew = skewSeconds * 1000L;
        return new Verified(caller, ours, end > Long.MAX_VALUE - skew ? Long.MAX_VALUE : end + skew, keysVersion);
    }

    private Caller verifyExternal(String token, List<JsonWebKey> candidates) throws InvalidTokenException {
        InvalidTokenException refusal = new InvalidTokenException("The token has no trusted signature.");
        for (JsonWebKey key : candidates) {
            JwtConsumerBuilder rules = rules(key);
            issuer.ifPresent(rules::setExpectedIssuer);
            if (audiences.length > 0) {
                rules.setExpectedAudience(audiences);
            } else {
                rules.setSkipDefaultAudienceValidation();
            }
            maxAge.ifPresent(age -> rules.setRequireIssuedAt().setIssuedAtRestrictions(0, (int) age.toSeconds()));
            try {
                return verify(token, rules, maxAge, organizationsClaim);
            } catch (InvalidTokenException refused) {
                refusal = refused;
            }
        }
        throw refusal;
    }

    private JwtConsumerBuilder rules(JsonWebKey key) {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, key.getAlgorithm()))
                .setVerificationKey(key.getKey())
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(skewSeconds)
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()));
    }

    private static Caller verify(
            String token, JwtConsumerBuilder rules, Optional<Duration> maxAge, Optional<String> organizations)
            throws InvalidTokenException {
        try {
            return ClaimsMapper.toCaller(token, rules.build().processToClaims(token), maxAge, organizations);
        } catch (InvalidJwtException refused) {
            throw new InvalidTokenException(reason(refused));
        } catch (MalformedClaimException | RuntimeException | StackOverflowError wrong) {
            // such as an "exp" beyond every date, for which the library throws what it does not declare
            throw new InvalidTokenException("A claim of the token has the wrong type.");
        }
    }

    private static JsonWebSignature parse(String token) throws InvalidTokenException {
        try {
            if (JsonWebStructure.fromCompactSerialization(token) instanceof JsonWebSignature signature) {
                // fails here when they are no texts
                signature.getAlgorithmHeaderValue();
                signature.getKeyIdHeaderValue();
                return signature;
            }
        } catch (JoseException | RuntimeException | StackOverflowError malformed) {
            // refused below, without quoting it
        }
        throw new InvalidTokenException("The token is not a signed JWT.");
    }

    private static String reason(InvalidJwtException refused) {
        if (refused.hasErrorCode(ErrorCodes.EXPIRED)) {
            return "The token has expired.";
        }
        if (refused.hasErrorCode(ErrorCodes.NOT_YET_VALID)) {
            return "The token is not valid yet.";
        }
        if (refused.hasErrorCode(ErrorCodes.EXPIRATION_MISSING)) {
            return "The token never ends, which is not accepted.";
        }
        if (refused.hasErrorCode(ErrorCodes.ISSUED_AT_INVALID_PAST)) {
            return "The token is too old.";
        }
        if (refused.hasErrorCode(ErrorCodes.ISSUED_AT_INVALID_FUTURE)) {
            return "The token is not valid yet.";
        }
        if (refused.hasErrorCode(ErrorCodes.ISSUED_AT_MISSING)) {
            return "The token does not say when it was issued.";
        }
        if (refused.hasErrorCode(ErrorCodes.ISSUER_INVALID) || refused.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
            return "The token was issued by somebody else.";
        }
        if (refused.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || refused.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return "The token is meant for somebody else.";
        }
        return "The token has no trusted signature.";
    }
}
