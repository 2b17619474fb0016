package org.heliograph.web.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the assets out of the WAR, once for a deployment. They take about a megabyte. */
@ApplicationScoped
public class AssetLoader {
    private static final Set<String> FOLDERS = Set.of("/app/", "/sdk/", "/lib/", "/style/", "/wall/");

    private AssetCatalog catalog;

    /** The assets of the application. */
    synchronized AssetCatalog catalog(ServletContext application) {
        if (catalog == null) {
            SortedMap<String, byte[]> files = new TreeMap<>();
            for (String path : application.getResourcePaths("/")) {
                if (path.endsWith(".html")) {
                    files.put(path, read(application, path));
                }
            }
            FOLDERS.forEach(folder -> collect(application, folder, files));
            catalog = new AssetCatalog(files);
        }
        return catalog;
    }

    private static void collect(ServletContext application, String folder, SortedMap<String, byte[]> files) {
        for (String path : application.getResourcePaths(folder)) {
            if (path.endsWith("/")) {
                collect(application, path, files);
            } else if (AssetPath.contentType(path) != null) {
                files.put(path, read(application, path));
            }
        }
    }

    private static byte[] read(ServletContext application, String path) {
        try (InputStream file = application.getResourceAsStream(path)) {
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
