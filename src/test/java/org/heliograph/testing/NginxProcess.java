package org.heliograph.testing;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real nginx with {@code server-config/nginx/heliograph.conf}, in front of one server; only the ports differ. */
public final class NginxProcess implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/nginx");
    private static final Path SHIPPED = Path.of("server-config/nginx/heliograph.conf");
    private static final String MAIN = """
            user root;
            daemon off;
            worker_processes 1;
            pid %1$s/nginx.pid;
            error_log %1$s/error.log;
            events {}
            http {
                access_log off;
                client_body_temp_path %1$s/body;
                proxy_temp_path %1$s/proxy;
                fastcgi_temp_path %1$s/fastcgi;
                uwsgi_temp_path %1$s/uwsgi;
                scgi_temp_path %1$s/scgi;
                include %1$s/heliograph.conf;
            }
            """;

    private final int port;
    private final Process process;
    private final Path folder;

    private NginxProcess(int port, Process process, Path folder) {
        this.port = port;
        this.process = process;
        this.folder = folder;
    }

    /** Skips the current test where nginx is missing, except in CI. */
    public static void require() {
        RequiredProgram.require(Files.isExecutable(PROGRAM), "nginx comes with: apt-get install nginx-light");
    }

    public static NginxProcess inFrontOf(Server server) {
        return inFrontOf(server.port());
    }

    public static NginxProcess inFrontOf(Server first, Server second) {
        return start(first.port(), "server 127.0.0.1:" + second.port() + ";");
    }

    /** In front of whatever listens on a port, which may be nothing. */
    public static NginxProcess inFrontOf(int backend) {
        return start(backend, "");
    }

    private static NginxProcess start(int backend, String another) {
        try {
            Path folder = Files.createTempDirectory("nginx").toAbsolutePath();
            int port = Ports.free();
            String shipped = Files.readString(SHIPPED)
                    .replace("listen 80;", "listen 127.0.0.1:" + port + ";")
                    .replace("server 127.0.0.1:8080;", "server 127.0.0.1:" + backend + ";")
                    .replace("# server 127.0.0.1:8180;", another)
                    .replace("/var/log/nginx/", folder + "/");
            Files.writeString(folder.resolve("heliograph.conf"), shipped);
            Path main = Files.writeString(folder.resolve("nginx.conf"), MAIN.formatted(folder));
            File output = folder.resolve("output.log").toFile();
            Process process = new ProcessBuilder(List.of(PROGRAM.toString(), "-p", folder + "/", "-c", main.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "stop-nginx"));
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                if (!process.isAlive()) {
                    throw new AssertionError(Files.readString(output.toPath()));
                }
                return answers(port);
            });
            return new NginxProcess(port, process, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port on which it listens. */
    public int port() {
        return port;
    }

    /** What it has written to one of its logs: {@code access.log}, {@code error.log} or {@code output.log}. */
    public String log(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
