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
 * Pulses of many monitors, over kept connections, at a rate; then compares what was acknowledged with what is stored.
 *
 * <p>{@code java Pulses.java PORT SERVER-PID MONITORS RATE SECONDS CONNECTIONS [EMAIL PASSWORD]}: makes the monitors and a status page
 * with reports, pushes, and reads the page's report, which counts what the database holds. Prints one JSON object; {@code per_cpu_s}
 * is pulses for each CPU second of the server.
 */
public class Pulses {
    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        String pid = args[1];
        int monitors = Integer.parseInt(args[2]);
        int rate = Integer.parseInt(args[3]);
        int seconds = Integer.parseInt(args[4]);
        int connections = Integer.parseInt(args[5]);
        String run = "bench-" + System.currentTimeMillis();
        byte[][] pushes = new byte[monitors][];
        try (Client client = new Client(port)) {
            String email = args.length > 6 ? args[6] : "alice@acme.test";
            String password = args.length > 7 ? args[7] : "heliograph-demo";
            String answer = client.call(request("POST", "/api/auth/login", null,
                    "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}"));
            int from = answer.indexOf("\"token\":\"") + 9;
            String token = answer.substring(from, answer.indexOf('"', from));
            StringBuilder items = new StringBuilder();
            for (int i = 0; i < monitors; i++) {
                String id = run + "-" + i;
                client.call(request("POST", "/v1/admin/monitors", token, "{\"id\":\"" + id + "\",\"name\":\"" + id
                        + "\",\"token\":\"" + id + "\",\"interval\":60,\"maxRetries\":0,\"resendNotification\":0}"));
                items.append(i == 0 ? "" : ",").append('"').append(id).append('"');
                pushes[i] = request("GET", "/v1/push/" + id + "?latency=" + i % 100 + "&custom1=42", null, "");
            }
            client.call(request("POST", "/v1/admin/status-pages", token, "{\"id\":\"" + run + "\",\"name\":\"Bench\",\"slug\":\""
                    + run + "\",\"reports\":true,\"items\":[" + items + "]}"));
        }
        int total = rate * seconds;
        AtomicInteger next = new AtomicInteger();
        AtomicInteger acknowledged = new AtomicInteger();
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
                        if (client.call(pushes[i % monitors]).contains("\"success\":true")) {
                            acknowledged.incrementAndGet();
                        } else {
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
                "{\"monitors\":%d,\"acknowledged\":%d,\"stored\":%d,\"failures\":%d,\"wall_s\":%.2f,\"per_s\":%.0f,"
                        + "\"server_cpu_s\":%.2f,\"per_cpu_s\":%.0f,\"p50_ms\":%.2f,\"p99_ms\":%.2f}%n",
                monitors, acknowledged.get(), stored(port, run), failures.get(), wall, total / wall, cpu, total / cpu,
                micros[total / 2] / 1000.0, micros[(int) (total * 0.99)] / 1000.0);
    }

    /** The pulses that the page's report counts. */
    static long stored(int port, String run) throws IOException {
        try (Client client = new Client(port)) {
            String report = client.call(request("GET", "/v1/status/" + run + "/report", null, ""));
            int column = Arrays.asList(report.lines().findFirst().orElse("").split(",")).indexOf("pulses");
            return report.lines().skip(1).mapToLong(line -> Long.parseLong(line.split(",")[column])).sum();
        }
    }

    static byte[] request(String method, String path, String token, String body) {
        return (method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                        + (token == null ? "" : "Authorization: Bearer " + token + "\r\n")
                        + (body.isEmpty() ? "" : "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n")
                        + "\r\n" + body)
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

        String call(byte[] request) throws IOException {
            out.write(request);
            int length = 0;
            boolean chunked = false;
            for (String line = line(); !line.isEmpty(); line = line()) {
                if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                    length = Integer.parseInt(line.substring(15).strip());
                }
                chunked |= line.equalsIgnoreCase("Transfer-Encoding: chunked");
            }
            return chunked ? chunks() : new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }

        private String chunks() throws IOException {
            StringBuilder text = new StringBuilder();
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                text.append(new String(in.readNBytes(size), StandardCharsets.UTF_8));
                line();
            }
            line();
            return text.toString();
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
