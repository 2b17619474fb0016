package org.heliograph.identity.key;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SettingException;
import org.heliograph.settings.SignInSettings;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.HmacKey;

/** The keys of tokens that others make: the shared secret, the configured public key, and the keys at its location. */
@ApplicationScoped
public class ExternalIssuerKeys {
    private static final int LEAST_SECRET_BYTES = 32;

    private List<TrustedKey> fixed = List.of();
    private Optional<JwksClient> remote = Optional.empty();

    /** For the container's proxies. */
    protected ExternalIssuerKeys() {}

    /** @throws SettingException when a configured key cannot be used */
    @Inject
    public ExternalIssuerKeys(Configuration configuration) {
        List<TrustedKey> keys = new ArrayList<>();
        configuration.find(SignInSettings.JWT_SECRET).ifPresent(secret -> keys.add(ofSecret(secret)));
        configuration
                .find(SignInSettings.JWT_PUBLIC_KEY)
                .ifPresent(text -> keys.addAll(PublicKeyParser.parse(SignInSettings.JWT_PUBLIC_KEY, text)));
        Optional<String> location = configuration.find(SignInSettings.JWT_PUBLIC_KEY_LOCATION);
        if (location.isPresent() && JwksClient.isRemote(location.get())) {
            remote = Optional.of(new JwksClient(location.get()));
        } else if (location.isPresent()) {
            keys.addAll(PublicKeyParser.read(SignInSettings.JWT_PUBLIC_KEY_LOCATION, location.get()));
        }
        fixed = List.copyOf(keys);
    }

    /** The keys that a token of that key id and algorithm may have been signed with; usually one. */
    public List<TrustedKey> candidates(String keyId, String algorithm) {
        List<TrustedKey> fitting = new ArrayList<>();
        fixed.stream().filter(key -> key.fits(keyId, algorithm)).forEach(fitting::add);
        remote.ifPresent(keys -> fitting.addAll(keys.candidates(keyId, algorithm)));
        return fitting;
    }

    private static TrustedKey ofSecret(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < LEAST_SECRET_BYTES) {
            throw new SettingException(
                    SignInSettings.JWT_SECRET.name() + " must have 32 bytes or more, which what it is set to has not",
                    null);
        }
        return new TrustedKey(null, AlgorithmIdentifiers.HMAC_SHA256, new HmacKey(bytes));
    }
}
