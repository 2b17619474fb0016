package org.heliograph.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** An npm package on the class path of the tests. */
public record Webjar(String name) {
    /** A file of it as a resource. */
    public String resource(String path) {
        Properties about = new Properties();
        try (InputStream in =
                Webjar.class.getResourceAsStream("/META-INF/maven/org.webjars.npm/" + name + "/pom.properties")) {
            about.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "/META-INF/resources/webjars/" + name + "/" + about.getProperty("version") + "/" + path;
    }

    /** Copies it below a folder's {@code node_modules}, where {@code require} finds it. */
    public void install(Path folder) {
        String manifest = resource("package.json");
        String root = manifest.substring(0, manifest.lastIndexOf('/'));
        try (FileSystem jar = FileSystems.newFileSystem(jar(manifest))) {
            Path target = folder.resolve("node_modules").resolve(name);
            for (Path file : files(jar.getPath(root))) {
                Path copy = target.resolve(jar.getPath(root).relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.write(copy, Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static Path jar(String resource) {
        try {
            String url = Webjar.class.getResource(resource).toURI().getSchemeSpecificPart();
            return Path.of(new URI(url.substring(0, url.indexOf("!/"))));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
