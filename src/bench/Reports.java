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
 * Reports of agents and monitors over kept-alive connections at a given rate. Prints one JSON object; {@code per_cpu_s} is reports for each
 * CPU second of the server.
 *
 * <p>{@code java Reports.java heartbeats PORT SERVER-PID MACHINES RATE SECONDS CONNECTIONS AUTH-KEY}: routine heartbeats; registers the
 * machines and sends one heartbeat of each, then measures.
 *
 * <p>{@code java Reports.java pulses PORT SERVER-PID MONITORS RATE SECONDS CONNECTIONS [EMAIL PASSWORD]}: creates the monitors and a status
 * page with reports, pushes, and prints the number of pulses in the page's report, which is the number in the database.
 */
public class Reports {
    private final int port;
    private final int sources;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();

    private Reports(int port, int sources) {
        this.port = port;
        this.sources = sources;
    }

    public static void main(String[] args) throws Exception {
        boolean pulses = args[0].equals("pulses");
        Reports reports = new Reports(Integer.parseInt(args[1]), Integer.parseInt(args[3]));
        String page = "bench-" + System.currentTimeMillis();
        byte[][] requests = pulses
                ? reports.monitors(page, args.length > 7 ? args[7] : "alice@acme.test", args.length > 8 ? args[8] : "heliograph-demo")
                : reports.machines(args[7]);
        String measured =
                reports.send(requests, args[2], Integer.parseInt(args[4]), Integer.parseInt(args[5]), Integer.parseInt(args[6]));
        System.out.println("{" + (pulses ? "\"stored\":" + reports.stored(page) + "," : "") + measured + "}");
    }

    /** Registers machines with one heartbeat each. */
    private byte[][] machines(String authKey) throws IOException {
        byte[][] beats = new byte[sources][];
        try (Client client = new Client(port)) {
            for (int i = 0; i < sources; i++) {
                String answer = client.call(request("POST", "/api/register-machine", null,
                        "{\"auth_key\":\"" + authKey + "\",\"name\":\"bench-" + i + "\",\"os\":\"Linux\",\"version\":\"1\"}"));
                String key = field(answer, "node_key");
                beats[i] = request("POST", "/api/machine-heartbeat", null,
                        "{\"node_key\":\"" + key + "\",\"status\":\"online\"}");
                client.call(beats[i]);
            }
        }
        return beats;
    }

    /** Creates monitors and a page with all of them. */
    private byte[][] monitors(String page, String email, String password) throws IOException {
        byte[][] pushes = new byte[sources][];
        try (Client client = new Client(port)) {
            String token = field(
                    client.call(request("POST", "/api/auth/login", null,
                            "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}")),
                    "token");
            StringBuilder items = new StringBuilder();
            for (int i = 0; i < sources; i++) {
                String id = page + "-" + i;
                client.call(request("POST", "/v1/admin/monitors", token, "{\"id\":\"" + id + "\",\"name\":\"" + id
                        + "\",\"token\":\"" + id + "\",\"interval\":60,\"maxRetries\":0,\"resendNotification\":0}"));
                items.append(i == 0 ? "" : ",").append('"').append(id).append('"');
                pushes[i] = request("GET", "/v1/push/" + id + "?latency=" + i % 100 + "&custom1=42", null, "");
            }
            client.call(request("POST", "/v1/admin/status-pages", token, "{\"id\":\"" + page + "\",\"name\":\"Bench\",\"slug\":\""
                    + page + "\",\"reports\":true,\"items\":[" + items + "]}"));
        }
        return pushes;
    }

    /** The number of pulses in the page's report. */
    private long stored(String page) throws IOException {
        try (Client client = new Client(port)) {
            String report = client.call(request("GET", "/v1/status/" + page + "/report", null, ""));
            int column = Arrays.asList(report.lines().findFirst().orElse("").split(",")).indexOf("pulses");
            return report.lines().skip(1).mapToLong(line -> Long.parseLong(line.split(",")[column])).sum();
        }
    }

    private String send(byte[][] requests, String pid, int rate, int seconds, int connections) throws Exception {
        int total = rate * seconds;
        AtomicInteger next = new AtomicInteger();
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
                        boolean taken = client.call(requests[i % sources]).contains("\"success\":true");
                        (taken ? acknowledged : failures).incrementAndGet();
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
        return String.format(
                Locale.ROOT,
                "\"sources\":%d,\"acknowledged\":%d,\"failures\":%d,\"wall_s\":%.2f,\"per_s\":%.0f,\"server_cpu_s\":%.2f,"
                        + "\"per_cpu_s\":%.0f,\"p50_ms\":%.2f,\"p99_ms\":%.2f",
                sources, acknowledged.get(), failures.get(), wall, total / wall, cpu, total / cpu,
                micros[total / 2] / 1000.0, micros[(int) (total * 0.99)] / 1000.0);
    }

    private static String field(String json, String name) {
        int from = json.indexOf("\"" + name + "\":\"") + name.length() + 4;
        return json.substring(from, json.indexOf('"', from));
    }

    private static byte[] request(String method, String path, String token, String body) {
        return (method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                        + (token == null ? "" : "Authorization: Bearer " + token + "\r\n")
                        + (body.isEmpty() ? "" : "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n")
                        + "\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static double cpu(String pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    /** One kept-alive connection. */
    private static final class Client implements AutoCloseable {
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
