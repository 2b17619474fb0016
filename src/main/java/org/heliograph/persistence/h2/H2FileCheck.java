package org.heliograph.persistence.h2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Looks at the start of the application whether the server opens H2 by {@link H2FileAccess}. */
public final class H2FileCheck {
    private H2FileCheck() {}

    /**
     * Takes the files of a database from other users, since plain H2 does not.
     *
     * @param url        of the open database, of any kind
     * @param configured the configured password, if there is one
     * @return why the database may have a password that everybody knows
     */
    public static Optional<String> run(String url, Optional<String> configured) {
        Optional<Path> database = H2FileAccess.file(url);
        if (database.isEmpty()) {
            return Optional.empty();
        }
        try {
            PrivateFiles.createFolder(
                    database.get().getParent(), database.get().getFileName().toString());
            PrivateFiles.protect(database.get());
        } catch (IOException failed) {
            return Optional.of("other users of this machine may be able to read " + database.get() + ": " + failed);
        }
        boolean own = configured.isPresent()
                ? !configured.get().equals(H2FileAccess.FORMER)
                        && (!configured.get().equals(H2FileAccess.GENERATED) || hasPassword(database.get()))
                : hasPassword(database.get());
        return own
                ? Optional.empty()
                : Optional.of(
                        "the H2 database has a password that everybody knows: install the module org.heliograph.h2 or the library"
                                + " heliograph-h2.jar, run the script of the server again, or set HELIOGRAPH_DB_PASSWORD (docs/operations.md)");
    }

    private static boolean hasPassword(Path database) {
        return Files.exists(database.resolveSibling(database.getFileName() + ".password"));
    }
}
