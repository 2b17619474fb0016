package org.heliograph.demo.fleet;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.json.JsonText;

/** The node keys of the simulated agents, kept in a file as real agents keep theirs, so that a restart registers none again. */
final class DemoKeyStore {
    private static final Logger LOG = Logger.getLogger(DemoKeyStore.class.getName());

    private final Path file;
    private final Map<String, String> keys = new TreeMap<>();

    DemoKeyStore(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            try {
                JsonObject json = JsonText.parse(Files.readString(file));
                json.keySet().forEach(name -> keys.put(name, json.getString(name)));
            } catch (IOException | JsonException | ClassCastException unreadable) {
                LOG.log(
                        Level.WARNING,
                        "the keys of the simulated agents could not be read; they register again",
                        unreadable);
            }
        }
    }

    synchronized String get(String name) {
        return keys.get(name);
    }

    synchronized void put(String name, String key) {
        keys.put(name, key);
    }

    synchronized void remove(String name) {
        keys.remove(name);
    }

    /** Writes the file, readable by its owner only. */
    synchronized void save() throws IOException {
        JsonObjectBuilder json = JsonText.object();
        keys.forEach(json::add);
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        // a unique name, since nodes that share the folder may write at the same time
        Path draft = Files.createTempFile(folder, file.getFileName().toString(), ".new");
        try {
            Files.writeString(draft, json.build().toString());
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
