import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Routine heartbeats of many machines, over kept connections, at a rate.
 *
 * <p>{@code java Heartbeats.java PORT SERVER-PID AUTH-KEY MACHINES RATE SECONDS CONNECTIONS}: registers the machines, lets each
 * beat once, then measures. Prints one JSON object; {@code per_cpu_s} is heartbeats for each CPU second of the server.
 */
public class Heartbeats {
    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        String pid = args[1];
        int machines = Integer.parseInt(args[3]);
        int rate = Integer.parseInt(args[4]);
        int seconds = Integer.parseInt(args[5]);
        int connections = Integer.parseInt(args[6]);
        byte[][] beats = new byte[machines][];
        try (Client client = new Client(port)) {
            for (int i = 0; i < machines; i++) {
                String answer = client.post(request("/api/register-machine",
                        "{\"auth_key\":\"" + args[2] + "\",\"name\":\"bench-" + i + "\",\"os\":\"Linux\",\"version\":\"1\"}"));
                int from = answer.indexOf("\"node_key\":\"") + 12;
                String key = answer.substring(from, answer.indexOf('"', from));
                beats[i] = request("/api/machine-heartbeat", "{\"node_key\":\"" + key + "\",\"status\":\"online\"}");
                client.post(beats[i]);
            }
        }
        int total = rate * seconds;
        AtomicInteger next = new AtomicInteger();
        AtomicInteger failures = new AtomicInteger();
        long[] micros = new long[total];
        double cpu = cpu(pid);
        long began = System.nanoTime();
        Thread[] threads = new Thread[connections];
        for (int t = 0; t < connections; t++) {
            threads[t] = new Thread(() -> {
                try (Client client = new Client(port)) {
                    for (int i = next.getAndIncrement(); i < total; i = next.getAndIncrement()) {
                        long due = began + (long) (i * 1e9 / rate);
                        while (System.nanoTime() < due) {
                            LockSupport.parkNanos(due - System.nanoTime());
                        }
                        if (!client.post(beats[i % machines]).contains("\"success\":true")) {
                            failures.incrementAndGet();
                        }
                        micros[i] = (System.nanoTime() - due) / 1000;
                    }
                } catch (IOException e) {
                    failures.incrementAndGet();
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double wall = (System.nanoTime() - began) / 1e9;
        cpu = cpu(pid) - cpu;
        Arrays.sort(micros);
        System.out.printf(
                Locale.ROOT,
                "{\"machines\":%d,\"heartbeats\":%d,\"failures\":%d,\"wall_s\":%.2f,\"per_s\":%.0f,\"server_cpu_s\":%.2f,"
                        + "\"per_cpu_s\":%.0f,\"p50_ms\":%.2f,\"p99_ms\":%.2f}%n",
                machines, total, failures.get(), wall, total / wall, cpu, total / cpu,
                micros[total / 2] / 1000.0, micros[(int) (total * 0.99)] / 1000.0);
    }

    static byte[] request(String path, String body) {
        return ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    static double cpu(String pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    /** One kept connection. */
    static final class Client implements AutoCloseable {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        Client(int port) throws IOException {
            socket = new Socket("127.0.0.1", port);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        }

        String post(byte[] request) throws IOException {
            out.write(request);
            int length = 0;
            for (String line = line(); !line.isEmpty(); line = line()) {
                if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                    length = Integer.parseInt(line.substring(15).strip());
                }
            }
            return new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("closed by the server");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
