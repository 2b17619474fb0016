package org.heliograph.identity.key;

import java.security.Key;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.EllipticCurves;

/**
 * A key whose signatures count, together with the only algorithm it may be used with. The token's header never chooses:
 * it is compared.
 *
 * @param id        the key id, or null when it has none and so fits every token of its algorithm
 * @param algorithm RS256, ES256 or HS256
 */
public record TrustedKey(String id, String algorithm, Key key) {
    private static final int LEAST_RSA_BITS = 2048;

    /** @throws IllegalArgumentException when it is neither RSA of 2048 bits or more, nor P-256 */
    static TrustedKey ofPublic(String id, Key key) {
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= LEAST_RSA_BITS) {
            return new TrustedKey(id, AlgorithmIdentifiers.RSA_USING_SHA256, key);
        }
        if (key instanceof ECPublicKey curve
                && EllipticCurves.P256.getCurve().equals(curve.getParams().getCurve())) {
            return new TrustedKey(id, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256, key);
        }
        throw new IllegalArgumentException("neither an RSA key of 2048 bits or more nor a P-256 key");
    }

    /** The public half of a JWK, whatever else it holds. */
    static TrustedKey ofJwk(JsonWebKey jwk) {
        return ofPublic(jwk.getKeyId(), jwk.getKey());
    }

    boolean fits(String keyId, String headerAlgorithm) {
        return algorithm.equals(headerAlgorithm) && (id == null || keyId == null || id.equals(keyId));
    }

    @Override
    public String toString() {
        return algorithm + " key " + id;
    }
}
