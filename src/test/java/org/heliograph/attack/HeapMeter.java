package org.heliograph.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heliograph.testing.Server;

/** How much of a server's heap is in use after a collection, as its Java virtual machine says. */
final class HeapMeter {
    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

    /** The last line of a class histogram, which has the same form for each collector. */
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

    private static final int BOUND_SECONDS = 60;

    private HeapMeter() {}

    /** Bytes of all objects that can be reached; collects first. */
    static long bytesInUse(Server server) {
        try {
            Path histogram = Files.createTempFile("heap", ".txt");
            Process jcmd = new ProcessBuilder(JCMD.toString(), "" + server.pid(), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .redirectOutput(histogram.toFile())
                    .start();
            if (!jcmd.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
                jcmd.destroyForcibly();
            }
            String text = Files.readString(histogram, StandardCharsets.UTF_8);
            Files.delete(histogram);
            Matcher total = TOTAL.matcher(text);
            if (!total.find()) {
                throw new IllegalStateException("jcmd printed " + text);
            }
            return Long.parseLong(total.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
