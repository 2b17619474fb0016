package org.heliograph.identity.provider;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;

/** Why a token of the provider was refused, in a sentence that quotes nothing of it. */
final class ProviderTokenRefusal {
    private static final Map<Integer, String> REASONS = new LinkedHashMap<>();

    static {
        REASONS.put(ErrorCodes.MALFORMED_CLAIM, "A claim of the token has the wrong type.");
        REASONS.put(ErrorCodes.EXPIRED, "The token has expired; check the clocks of both servers.");
        REASONS.put(ErrorCodes.NOT_YET_VALID, "The token is not valid yet; check the clocks of both servers.");
        REASONS.put(
                ErrorCodes.ISSUED_AT_INVALID_FUTURE, "The token is not valid yet; check the clocks of both servers.");
        REASONS.put(ErrorCodes.ISSUED_AT_INVALID_PAST, "The token is too old; check the clocks of both servers.");
        REASONS.put(ErrorCodes.EXPIRATION_MISSING, "The token never ends, which is not accepted.");
        REASONS.put(ErrorCodes.ISSUED_AT_MISSING, "The token does not say when it was issued.");
        REASONS.put(ErrorCodes.ISSUER_INVALID, "The token was issued by another provider.");
        REASONS.put(ErrorCodes.ISSUER_MISSING, "The token names no issuer.");
        REASONS.put(ErrorCodes.AUDIENCE_INVALID, "The token is meant for another application.");
        REASONS.put(ErrorCodes.AUDIENCE_MISSING, "The token names no audience.");
    }

    private ProviderTokenRefusal() {}

    static String reason(InvalidJwtException refused) {
        return REASONS.entrySet().stream()
                .filter(reason -> refused.hasErrorCode(reason.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse("The token has no trusted signature.");
    }
}
