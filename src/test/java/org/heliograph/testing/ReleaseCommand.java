package org.heliograph.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A command of {@code bin/} in the zip that is installed, run as a process of its own. */
public final class ReleaseCommand {
    private static final int BOUND_SECONDS = 120;

    private final Path program;
    private final Path output;
    private final Map<String, String> environment = new HashMap<>();

    private ReleaseCommand(Path program, Path output) {
        this.program = program;
        this.output = output;
    }

    /** Unpacks what the commands need. @param folder an existing one */
    public static ReleaseCommand unpack(Path folder, String name) throws IOException {
        try (ZipFile zip = new ZipFile(System.getProperty("heliograph.zip"))) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                String path = entry.getName().replaceFirst("^[^/]+/", "");
                if (!entry.isDirectory() && (path.startsWith("bin/") || path.startsWith("lib/"))) {
                    Path file = folder.resolve(path);
                    Files.createDirectories(file.getParent());
                    try (InputStream content = zip.getInputStream(entry)) {
                        Files.copy(content, file);
                    }
                }
            }
        }
        return new ReleaseCommand(folder.resolve("bin").resolve(name), folder.resolve("output.txt"));
    }

    /** Sets a variable of its environment. */
    public ReleaseCommand with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** @return what it wrote. @throws AssertionError when it ends with another code */
    public String run(int code, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of("/bin/sh", program.toString()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        try {
            if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(program + " has not ended: " + written());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (process.exitValue() != code) {
            throw new AssertionError(program + " ended with " + process.exitValue() + ": " + written());
        }
        return written();
    }

    private String written() throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
