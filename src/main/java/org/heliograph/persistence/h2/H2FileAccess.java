package org.heliograph.persistence.h2;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Opens H2 databases. Where the password is {@value #GENERATED}, a random one is made when the database is opened for the first time,
 * and kept next to it, in {@code <database>.password}. A database that still has the password of earlier versions gets another one. A configured
 * password is used as it is. The file of the database and its folder are for the user of the server only.
 */
final class H2FileAccess {
    /** Stands for the password in the configuration of the data source. */
    static final String GENERATED = "made-at-first-start";

    /** The password of earlier versions, unless one was configured. */
    static final String FORMER = "heliograph";

    private static final String URL = "jdbc:h2:";
    /** Databases elsewhere than in a plain file, such as {@code mem:} and {@code tcp:}. */
    private static final Pattern OTHER_SCHEME = Pattern.compile("[a-zA-Z]{2,}:.*");

    /** The SQL state of a wrong name or password. */
    private static final String REFUSED = "28000";

    private static final int PASSWORD_BYTES = 24;

    private final Driver h2;
    /** Of the databases that were opened: the password, or an empty text where it is configured. */
    private final Map<Path, String> opened = new ConcurrentHashMap<>();

    H2FileAccess(Driver h2) {
        this.h2 = h2;
    }

    /** @return null for the URL of another database, as {@link Driver#connect} */
    Connection connect(String url, Properties properties) throws SQLException {
        boolean generated = GENERATED.equals(properties.getProperty("password"));
        Optional<Path> file = file(url);
        if (file.isEmpty()) {
            return h2.connect(url, generated ? with(properties, FORMER) : properties);
        }
        String password = opened.get(file.get());
        if (password != null) {
            try {
                return h2.connect(url, generated ? with(properties, password) : properties);
            } catch (SQLException refused) {
                if (!generated || !REFUSED.equals(refused.getSQLState())) {
                    throw refused;
                }
                // the database was replaced by a copy from before
            }
        }
        return open(url, properties, file.get(), generated);
    }

    private synchronized Connection open(String url, Properties properties, Path database, boolean generated)
            throws SQLException {
        try {
            PrivateFiles.createFolder(
                    database.getParent(), database.getFileName().toString());
            Connection connection;
            if (generated) {
                String password = password(database);
                connection = openWith(url, properties, password);
                opened.put(database, password);
            } else {
                connection = h2.connect(url, properties);
                opened.putIfAbsent(database, "");
            }
            PrivateFiles.protect(database);
            return connection;
        } catch (IOException failed) {
            throw new SQLException("the folder of the H2 database cannot be used: " + database.getParent(), failed);
        }
    }

    private Connection openWith(String url, Properties properties, String password) throws SQLException {
        try {
            return h2.connect(url, with(properties, password));
        } catch (SQLException refused) {
            if (!REFUSED.equals(refused.getSQLState())) {
                throw refused;
            }
            return replaceFormer(url, properties, password);
        }
    }

    /** The file of the password is there before the database has it: a crash in between is made good by the next start. */
    private Connection replaceFormer(String url, Properties properties, String password) throws SQLException {
        Connection connection;
        try {
            connection = h2.connect(url, with(properties, FORMER));
        } catch (SQLException refused) {
            throw new SQLException(
                    "the H2 database has another password than the file next to it: set HELIOGRAPH_DB_PASSWORD,"
                            + " or restore the file .password that belongs to it",
                    refused.getSQLState(),
                    refused);
        }
        try (Statement statement = connection.createStatement();
                ResultSet user = statement.executeQuery("select current_user")) {
            user.next();
            String name = user.getString(1).replace("\"", "\"\"");
            statement.execute("alter user \"" + name + "\" set password '" + password + "'");
            return connection;
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    private static String password(Path database) throws IOException {
        Path file = database.resolveSibling(database.getFileName() + ".password");
        if (!Files.exists(file)) {
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            PrivateFiles.create(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        }
        return Files.readString(file, StandardCharsets.US_ASCII).strip();
    }

    private static Properties with(Properties properties, String password) {
        Properties others = new Properties();
        properties.stringPropertyNames().forEach(name -> others.setProperty(name, properties.getProperty(name)));
        others.setProperty("password", password);
        return others;
    }

    /** The path of a database in a plain file, without the endings of its files. */
    static Optional<Path> file(String url) {
        if (!url.startsWith(URL)) {
            return Optional.empty();
        }
        String name = url.substring(URL.length()).replaceFirst(";.*", "").replaceFirst("^file:", "");
        if (name.isEmpty() || OTHER_SCHEME.matcher(name).matches()) {
            return Optional.empty();
        }
        String path = name.startsWith("~/") ? System.getProperty("user.home") + name.substring(1) : name;
        return Optional.of(Path.of(path).toAbsolutePath().normalize());
    }
}
