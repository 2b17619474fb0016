package org.heliograph.identity.provider;

import java.util.List;
import org.jose4j.jwk.JsonWebKey;

/** The keys of the provider. */
@FunctionalInterface
interface ProviderKeys {
    /** The keys that a token of that key id and algorithm may have been signed with. Their algorithm is that one. */
    List<JsonWebKey> candidates(String keyId, String algorithm);
}
