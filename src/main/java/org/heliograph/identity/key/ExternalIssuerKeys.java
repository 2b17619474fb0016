package org.heliograph.identity.key;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SettingException;
import org.heliograph.settings.SignInSettings;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.HmacKey;

/**
 * The keys that verify tokens of other issuers: the shared secret, and the public keys that are configured or found at the
 * configured location. A key is accepted for one algorithm only.
 */
@ApplicationScoped
public class ExternalIssuerKeys {
    private static final int MIN_SECRET_BYTES = 32;

    private Optional<JsonWebKey> secret = Optional.empty();
    private Optional<String> algorithm = Optional.empty();
    private List<JsonWebKey> fixed = List.of();
    private Optional<JwksClient> remote = Optional.empty();

    /** For the container's proxies. */
    protected ExternalIssuerKeys() {}

    /** @throws SettingException when a configured key cannot be used, or two settings contradict each other */
    @Inject
    public ExternalIssuerKeys(Configuration configuration) {
        secret = configuration.find(SignInSettings.JWT_SECRET).map(ExternalIssuerKeys::ofSecret);
        algorithm = configuration.find(SignInSettings.JWT_ALGORITHM);
        Optional<String> text = configuration.find(SignInSettings.JWT_PUBLIC_KEY);
        Optional<String> location = configuration.find(SignInSettings.JWT_PUBLIC_KEY_LOCATION);
        if (text.isPresent() && location.isPresent()) {
            throw new SettingException(
                    SignInSettings.JWT_PUBLIC_KEY.name() + " and " + SignInSettings.JWT_PUBLIC_KEY_LOCATION.name()
                            + " must not both be set",
                    null);
        }
        if (location.filter(JwksClient::isRemote).isPresent()) {
            remote = location.map(JwksClient::new);
        } else {
            text.ifPresent(key -> fixed = PublicKeyParser.parse(SignInSettings.JWT_PUBLIC_KEY, key));
            location.ifPresent(file -> fixed = PublicKeyParser.read(SignInSettings.JWT_PUBLIC_KEY_LOCATION, file));
        }
        requireKeyOfAlgorithm();
    }

    private void requireKeyOfAlgorithm() {
        if (!fixed.isEmpty() && fixed.stream().noneMatch(this::isAllowed)) {
            throw new SettingException(
                    SignInSettings.JWT_ALGORITHM.name() + " is " + algorithm.orElse("")
                            + ", but no configured key has this algorithm",
                    null);
        }
    }

    /** The keys that a token of that key id and algorithm may have been signed with, usually one. Their algorithm is that one. */
    public List<JsonWebKey> candidates(String keyId, String headerAlgorithm) {
        List<JsonWebKey> found = JwksClient.fitting(
                Stream.concat(
                        secret.stream(), allowed(remote.map(JwksClient::keys).orElse(fixed))),
                keyId,
                headerAlgorithm);
        if (found.isEmpty() && remote.isPresent()) {
            return JwksClient.fitting(allowed(remote.get().refreshed()), keyId, headerAlgorithm);
        }
        return found;
    }

    /** Another number after the keys have changed. Fetches keys that are an hour old, as {@link #candidates} does. */
    public long version() {
        return remote.map(JwksClient::version).orElse(0L);
    }

    private Stream<JsonWebKey> allowed(List<JsonWebKey> keys) {
        return keys.stream().filter(this::isAllowed);
    }

    private boolean isAllowed(JsonWebKey key) {
        return algorithm.isEmpty() || algorithm.get().equals(key.getAlgorithm());
    }

    private static JsonWebKey ofSecret(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < MIN_SECRET_BYTES) {
            throw new SettingException(
                    SignInSettings.JWT_SECRET.name() + " must have 32 bytes or more; its value is shorter", null);
        }
        JsonWebKey key = new OctetSequenceJsonWebKey(new HmacKey(bytes));
        key.setAlgorithm(AlgorithmIdentifiers.HMAC_SHA256);
        return key;
    }
}
