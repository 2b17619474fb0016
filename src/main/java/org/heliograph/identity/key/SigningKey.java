package org.heliograph.identity.key;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.util.UUID;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;
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
 */
@ApplicationScoped
public class SigningKey {
    private static final String FILE = "signing-key.jwk";

    private PublicJsonWebKey key;

    /** For the container's proxies. */
    protected SigningKey() {}

    /** @throws IllegalStateException when the key can neither be read nor created; names the setting of the folder */
    @Inject
    public SigningKey(Configuration configuration) {
        Path folder = Path.of(configuration.get(NodeSettings.DATA_DIR)).toAbsolutePath();
        try {
            key = loadOrCreate(folder);
        } catch (IOException | JoseException | IllegalArgumentException failed) {
            throw new IllegalStateException(
                    NodeSettings.DATA_DIR.name() + " must name a folder where the signing key can be kept, but is "
                            + folder,
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

    private static PublicJsonWebKey loadOrCreate(Path folder) throws IOException, JoseException {
        Path file = folder.resolve(FILE);
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
        Path own = folder.resolve(FILE + "." + UUID.randomUUID());
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
