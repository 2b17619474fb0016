package org.heliograph.identity.key;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;
import org.heliograph.settings.Setting;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * The ES256 key that signs our own tokens. It is created at the first start and kept as a JWK that only its owner may read.
 * Nodes that share the folder share the key: each writes a file of its own and links it under the common name, and the file
 * system lets only the first link succeed.
 *
 * <p>While keys are rotated, a node knows the key that follows, or the one before, as well, and accepts what these have signed
 * (docs/operations.md, "Rotate the signing key").
 */
@ApplicationScoped
public class SigningKey {
    private static final String FILE = "signing-key.jwk";

    private PublicJsonWebKey key;
    private Optional<PublicJsonWebKey> next = Optional.empty();
    private Optional<PublicJsonWebKey> previous = Optional.empty();

    /** For the container's proxies. */
    protected SigningKey() {}

    /** @throws IllegalStateException when the key can neither be read nor created; names the setting of the folder */
    @Inject
    public SigningKey(Configuration configuration) {
        Path folder = Path.of(configuration.get(NodeSettings.DATA_DIR)).toAbsolutePath();
        try {
            key = loadOrCreate(folder, FILE);
        } catch (IOException | JoseException | IllegalArgumentException failed) {
            throw new IllegalStateException(
                    NodeSettings.DATA_DIR.name() + " must name a folder where the signing key can be kept, but is "
                            + folder,
                    failed);
        }
        next = other(configuration, NodeSettings.SIGNING_KEY_NEXT, file -> loadOrCreate(folder, file));
        previous = other(configuration, NodeSettings.SIGNING_KEY_PREVIOUS, file -> load(folder.resolve(file)));
    }

    /** Reads a key from the folder. */
    private interface Loader {
        PublicJsonWebKey load(String file) throws IOException, JoseException;
    }

    private static Optional<PublicJsonWebKey> other(
            Configuration configuration, Setting<String> setting, Loader loader) {
        String file = configuration.get(setting);
        if (file.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(loader.load(file));
        } catch (IOException | JoseException | IllegalArgumentException failed) {
            throw new IllegalStateException(
                    setting.name() + " must name the file of a signing key in " + NodeSettings.DATA_DIR.name()
                            + ", but is " + file,
                    failed);
        }
    }

    /** The key id in the header of our tokens: the key's SHA-256 thumbprint. */
    public String id() {
        return key.getKeyId();
    }

    /** The public half, with its key id and algorithm. */
    public JsonWebKey publicKey() {
        return key;
    }

    public PrivateKey privateKey() {
        return key.getPrivateKey();
    }

    /** The private key that follows, while this node prepares for it. */
    public Optional<PrivateKey> nextPrivateKey() {
        return next.map(PublicJsonWebKey::getPrivateKey);
    }

    /** The private key before, while this node accepts what it has signed. */
    public Optional<PrivateKey> previousPrivateKey() {
        return previous.map(PublicJsonWebKey::getPrivateKey);
    }

    public boolean isNext(String id) {
        return next.filter(other -> other.getKeyId().equals(id)).isPresent();
    }

    public boolean isPrevious(String id) {
        return previous.filter(other -> other.getKeyId().equals(id)).isPresent();
    }

    /** The keys whose tokens this node accepts, the signing one first, without repetitions. */
    public List<JsonWebKey> publicKeys() {
        Map<String, JsonWebKey> keys = new LinkedHashMap<>();
        keys.put(key.getKeyId(), key);
        next.ifPresent(other -> keys.putIfAbsent(other.getKeyId(), other));
        previous.ifPresent(other -> keys.putIfAbsent(other.getKeyId(), other));
        return List.copyOf(keys.values());
    }

    /** The key of an id among {@link #publicKeys}. @param id null for none */
    public Optional<JsonWebKey> find(String id) {
        return publicKeys().stream()
                .filter(known -> known.getKeyId().equals(id))
                .findFirst();
    }

    private static PublicJsonWebKey loadOrCreate(Path folder, String name) throws IOException, JoseException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            create(folder, file);
        }
        return load(file);
    }

    private static PublicJsonWebKey load(Path file) throws IOException, JoseException {
        PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(Files.readString(file));
        if (key.getPrivateKey() == null
                || !AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256.equals(
                        PublicKeyParser.trusted(key).getAlgorithm())) {
            throw new JoseException("not a private P-256 key");
        }
        key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
        return key;
    }

    private static void create(Path folder, Path file) throws IOException, JoseException {
        String json =
                EcJwkGenerator.generateJwk(EllipticCurves.P256).toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
        Path own = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) {
            Files.createFile(own, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(own);
        }
        try {
            Files.writeString(own, json);
            link(own, file);
        } finally {
            Files.deleteIfExists(own);
        }
    }

    /** Gives the finished file its common name unless another node was first. */
    private static void link(Path own, Path file) throws IOException {
        try {
            Files.createLink(file, own);
        } catch (FileAlreadyExistsException first) {
            // the key of the other node counts
        } catch (UnsupportedOperationException | java.nio.file.FileSystemException noLinks) {
            if (!Files.exists(file)) {
                Files.move(own, file);
            }
        }
    }
}
