package org.heliograph.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In a JVM of its own, since the thread cannot be ended. */
class DelayThreadTest {
    private static final Duration COLLECTED = Duration.ofSeconds(10);

    /** An application with a class loader of its own, which uses a timeout. */
    public static final class Application implements Runnable {
        @Override
        public void run() {
            if (Boolean.getBoolean("prepared")) {
                DelayThread.ensure();
            }
            try {
                new CompletableFuture<String>()
                        .orTimeout(1, TimeUnit.MILLISECONDS)
                        .join();
            } catch (CompletionException expected) {
                // the timeout
            }
        }
    }

    /** Runs the application, drops its class loader, and says whether its class loader is gone. */
    public static final class Program {
        public static void main(String[] classPath) throws Exception {
            WeakReference<ClassLoader> loader = runApplication(classPath);
            long end = System.nanoTime() + (Boolean.getBoolean("prepared") ? COLLECTED.toNanos() : 0);
            do {
                System.gc();
            } while (loader.get() != null && System.nanoTime() < end);
            System.out.print(loader.get() == null ? "unloaded" : "kept"); // the output of the program
        }

        private static WeakReference<ClassLoader> runApplication(String[] classPath) throws Exception {
            URL[] urls = new URL[classPath.length];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = Path.of(classPath[i]).toUri().toURL();
            }
            ClassLoader loader = new URLClassLoader(urls, null);
            Thread.currentThread().setContextClassLoader(loader);
            Class<?> application = loader.loadClass(Application.class.getName());
            ((Runnable) application.getConstructor().newInstance()).run();
            Thread.currentThread().setContextClassLoader(null);
            return new WeakReference<>(loader);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, unloaded", "false, kept"})
    void anApplicationWithTimeoutsCanBeUnloadedBecauseOfIt(boolean prepared, String outcome) throws Exception {
        String tests = folderOf(DelayThreadTest.class);
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dprepared=" + prepared,
                        "-cp",
                        tests,
                        Program.class.getName(),
                        tests,
                        folderOf(DelayThread.class))
                .start();

        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).isEqualTo(outcome);
    }

    private static String folderOf(Class<?> type) throws Exception {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI()).getPath();
    }
}
