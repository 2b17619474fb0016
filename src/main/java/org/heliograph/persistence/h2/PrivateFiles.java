package org.heliograph.persistence.h2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Files and folders that only the user of the server may read. Where the file system has no such permissions, it keeps its own rules. */
final class PrivateFiles {
    private static final Logger LOG = Logger.getLogger(PrivateFiles.class.getName());
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    /** The other file that a node keeps in the same folder by default. */
    private static final String SIGNING_KEY = "signing-key.jwk";

    private PrivateFiles() {}

    /**
     * Creates a folder, or takes from other users one that holds nothing but the files of this database. A folder that is used for other things
     * is left as it is.
     */
    static void createFolder(Path folder, String database) throws IOException {
        if (!Files.exists(folder)) {
            Files.createDirectories(folder.getParent());
            try {
                Files.createDirectory(folder, attributes(folder.getParent(), FOLDER));
            } catch (FileAlreadyExistsException another) {
                createFolder(folder, database);
            }
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            boolean own = files.map(file -> file.getFileName().toString())
                    .allMatch(name -> name.startsWith(database + ".") || name.startsWith(SIGNING_KEY));
            if (own) {
                restrict(folder, FOLDER);
            } else {
                LOG.log(Level.FINE, "{0} holds other files too, and keeps its permissions", folder);
            }
        }
    }

    /** Takes the files of a database from other users. */
    static void protect(Path database) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(database.getParent())) {
            files = all.filter(file -> file.getFileName().toString().startsWith(database.getFileName() + "."))
                    .toList();
        }
        for (Path file : files) {
            restrict(file, FILE);
        }
    }

    /** Creates a file with a text, which is on the disk afterwards. A file that another process has just created stays. */
    static void create(Path file, String text) throws IOException {
        Path own = Files.createTempFile(
                file.getParent(), file.getFileName().toString(), ".new", attributes(file.getParent(), FILE));
        try {
            try (FileChannel channel = FileChannel.open(own, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(own, file);
        } catch (FileAlreadyExistsException another) {
            LOG.log(Level.FINE, "{0} exists already", file);
        } finally {
            Files.deleteIfExists(own);
        }
    }

    private static void restrict(Path path, Set<PosixFilePermission> permissions) {
        try {
            if (isPosix(path) && !Files.getPosixFilePermissions(path).equals(permissions)) {
                Files.setPosixFilePermissions(path, permissions);
            }
        } catch (IOException | RuntimeException failed) {
            LOG.log(Level.WARNING, "other users of this machine may be able to read {0}: {1}", new Object[] {
                path, failed
            });
        }
    }

    private static FileAttribute<?>[] attributes(Path near, Set<PosixFilePermission> permissions) {
        return isPosix(near)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
