package org.heliograph.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.heliograph.identity.key.ExternalIssuerKeys;
import org.heliograph.identity.key.SigningKey;
import org.heliograph.identity.key.TrustedKey;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SignInSettings;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;

/**
 * Turns a JWT into a {@link Caller}, or refuses it. The key decides the algorithm, never the token: a token that names our
 * key's id must be ours and ES256; any other must fit a configured key. Nothing of a token is ever logged.
 */
@ApplicationScoped
public class TokenVerifier {
    private static final int LONGEST = 16_384;

    private SigningKey own;
    private ExternalIssuerKeys foreign;
    private Clock clock;
    private int skewSeconds;
    private Optional<String> issuer = Optional.empty();
    private String[] audiences = {};
    private Optional<String> organizationsClaim = Optional.empty();

    /** For the container's proxies. */
    protected TokenVerifier() {}

    @Inject
    TokenVerifier(SigningKey own, ExternalIssuerKeys foreign, Configuration configuration, Clock clock) {
        this.own = own;
        this.foreign = foreign;
        this.clock = clock;
        skewSeconds = (int) configuration.get(SignInSettings.JWT_SKEW).toSeconds();
        issuer = configuration.find(SignInSettings.JWT_ISSUER);
        audiences = configuration.find(SignInSettings.JWT_AUDIENCES).stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .filter(audience -> !audience.isEmpty())
                .toArray(String[]::new);
        organizationsClaim = configuration.find(SignInSettings.JWT_ORGANIZATIONS_CLAIM);
    }

    /** Has everything been read that decides about tokens? A wrong setting or an unreadable key throws, once, at the start. */
    public void check() {
        own.verifying();
    }

    /**
     * The caller whom the token names. Its end is the token's {@code exp}, though a token is accepted a little longer, as
     * far as clocks may differ.
     *
     * @throws InvalidTokenException for anything but a well-formed, rightly signed token whose time it is
     */
    public Caller verify(String token) throws InvalidTokenException {
        return examine(token).caller();
    }

    /** Whom a token names, and whether we made it. */
    record Verified(Caller caller, boolean ours) {}

    /** The same as {@link #verify}, for who must know where the token comes from. */
    Verified examine(String token) throws InvalidTokenException {
        if (token == null || token.isBlank() || token.length() > LONGEST) {
            throw new InvalidTokenException("The token is not a JWT.");
        }
        JsonWebSignature signature = parse(token);
        String algorithm = signature.getAlgorithmHeaderValue();
        String keyId = signature.getKeyIdHeaderValue();
        if (own.id().equals(keyId)) {
            JwtConsumerBuilder rules = rules(own.verifying())
                    .setExpectedIssuer(AccessTokens.ISSUER)
                    .setExpectedAudience(AccessTokens.ISSUER);
            return new Verified(verify(token, rules, Optional.empty()), true);
        }
        return new Verified(verifyForeign(token, foreign.candidates(keyId, algorithm)), false);
    }

    private Caller verifyForeign(String token, List<TrustedKey> candidates) throws InvalidTokenException {
        InvalidTokenException refusal = new InvalidTokenException("The token was signed by nobody we trust.");
        for (TrustedKey key : candidates) {
            JwtConsumerBuilder rules = rules(key);
            issuer.ifPresent(rules::setExpectedIssuer);
            if (audiences.length > 0) {
                rules.setExpectedAudience(audiences);
            } else {
                rules.setSkipDefaultAudienceValidation();
            }
            try {
                return verify(token, rules, organizationsClaim);
            } catch (InvalidTokenException refused) {
                refusal = refused;
            }
        }
        throw refusal;
    }

    private JwtConsumerBuilder rules(TrustedKey key) {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, key.algorithm()))
                .setVerificationKey(key.key())
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(skewSeconds)
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()));
    }

    private static Caller verify(String token, JwtConsumerBuilder rules, Optional<String> organizations)
            throws InvalidTokenException {
        try {
            return Claims.toCaller(rules.build().processToClaims(token), organizations);
        } catch (InvalidJwtException refused) {
            throw new InvalidTokenException(reason(refused));
        } catch (MalformedClaimException wrong) {
            throw new InvalidTokenException("A claim of the token has the wrong type.");
        }
    }

    private static JsonWebSignature parse(String token) throws InvalidTokenException {
        try {
            if (JsonWebStructure.fromCompactSerialization(token) instanceof JsonWebSignature signature) {
                return signature;
            }
        } catch (JoseException | RuntimeException malformed) {
            // said below, without what it was
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
        if (refused.hasErrorCode(ErrorCodes.ISSUER_INVALID) || refused.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
            return "The token was issued by somebody else.";
        }
        if (refused.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || refused.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return "The token is meant for somebody else.";
        }
        return "The token was signed by nobody we trust.";
    }
}
