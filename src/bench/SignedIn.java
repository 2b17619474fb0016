import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/**
 * What a token costs: calls and WebSocket handshakes with one beside the same without.
 *
 * <p>{@code java SignedIn.java keys FOLDER} writes {@code public.pem} for a node and {@code private.key} for the load.
 * {@code java SignedIn.java load FOLDER PORT SERVER-PID SECONDS SOCKETS} measures, alternately and twice each: a call with and without the token of
 * a signed-in user, a handshake of {@code /ws} with and without it; then storms, in which SOCKETS open at the same moment: without
 * a token, each with a token that the node has not seen yet, and each with that token again. Prints one JSON object a line.
 */
public class SignedIn {
    private static final int CONNECTIONS = 16;
    private static final int STORM_THREADS = 64;
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final int port;
    private final String pid;
    private final int seconds;
    private final Map<String, List<Double>> perSecond = new TreeMap<>();
    private final Map<String, List<Double>> perCpu = new TreeMap<>();

    private SignedIn(int port, String pid, int seconds) {
        this.port = port;
        this.pid = pid;
        this.seconds = seconds;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        if (args[0].equals("keys")) {
            keys(folder);
            return;
        }
        int sockets = Integer.parseInt(args[5]);
        SignedIn load = new SignedIn(Integer.parseInt(args[2]), args[3], Integer.parseInt(args[4]));
        load.run(folder, sockets);
        System.exit(0);
    }

    private static void keys(Path folder) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        Files.write(folder.resolve("private.key"), pair.getPrivate().getEncoded());
        Files.writeString(
                folder.resolve("public.pem"),
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
    }

    private void run(Path folder, int sockets) throws Exception {
        String token = signIn();
        String bearer = "Authorization: Bearer " + token + "\r\n";
        String[] paths = {"/api/config", "/api/v1/alerts/open"};
        // the just-in-time compiler's share
        for (String headers : new String[] {"", bearer, "", bearer}) {
            calls("warm", paths[0], headers);
            calls("warm", paths[1], headers);
            handshakes("warm", headers);
        }
        for (int round = 0; round < 2; round++) {
            for (String path : paths) {
                print(calls("GET " + path + ", anonymous", path, ""));
                print(calls("GET " + path + ", signed in", path, bearer));
            }
            print(handshakes("handshake, anonymous", ""));
            print(handshakes("handshake, signed in", bearer));
        }
        for (String path : paths) {
            ratio("GET " + path + ", signed in", "GET " + path + ", anonymous");
        }
        ratio("handshake, signed in", "handshake, anonymous");
        List<String> tokens = tokens(folder, 2 * sockets);
        storm("storm, warm up", sockets, i -> "");
        storm("storm, anonymous", sockets, i -> "");
        storm("storm, each a new token", sockets, i -> header(tokens.get(i)));
        storm("storm, each that token again", sockets, i -> header(tokens.get(i)));
        storm("storm, anonymous", sockets, i -> "");
        storm("storm, each a new token", sockets, i -> header(tokens.get(sockets + i)));
        storm("storm, each that token again", sockets, i -> header(tokens.get(sockets + i)));
    }

    private static String header(String token) {
        return "Authorization: Bearer " + token + "\r\n";
    }

    private String signIn() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/auth/login"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"email\":\"alice@acme.test\",\"password\":\"heliograph-demo\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        String mark = "\"token\":\"";
        int from = answer.body().indexOf(mark);
        if (from < 0) {
            throw new IllegalStateException("no token: " + answer.statusCode());
        }
        return answer.body().substring(from + mark.length(), answer.body().indexOf('"', from + mark.length()));
    }

    /** Tokens of another issuer, signed as our own are, each of a user of its own. */
    private static List<String> tokens(Path folder, int count) throws Exception {
        PrivateKey key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(folder.resolve("private.key"))));
        String run = Long.toString(System.nanoTime(), 36);
        long now = System.currentTimeMillis() / 1000;
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String payload = "{\"iss\":\"bench\",\"sub\":\"user-" + run + "-" + i + "\",\"email\":\"user-" + i
                    + "@acme.test\",\"role\":\"user\",\"jti\":\"" + run + i + "\",\"iat\":" + now + ",\"exp\":" + (now + 3600) + "}";
            String signed = part("{\"typ\":\"JWT\",\"alg\":\"ES256\"}") + "." + part(payload);
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            tokens.add(signed + "." + URL.encodeToString(signature.sign()));
        }
        return tokens;
    }

    private static String part(String json) {
        return URL.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private String calls(String name, String path, String headers) throws Exception {
        String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "\r\n";
        return repeat(name, () -> {
            Connection connection = new Connection();
            return () -> connection.call(request, 200);
        });
    }

    private String handshakes(String name, String headers) throws Exception {
        String request = upgrade(headers);
        return repeat(name, () -> () -> {
            try (Connection connection = new Connection()) {
                connection.call(request, 101);
            }
        });
    }

    private static String upgrade(String headers) {
        return "GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n" + headers + "\r\n";
    }

    private interface Action {
        void run() throws IOException;
    }

    private interface ActionSource {
        Action create() throws IOException;
    }

    private String repeat(String name, ActionSource source) throws Exception {
        AtomicLong count = new AtomicLong();
        AtomicInteger failed = new AtomicInteger();
        List<Long> micros = Collections.synchronizedList(new ArrayList<>());
        double cpu = cpu();
        long began = System.nanoTime();
        long end = began + seconds * 1_000_000_000L;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Thread thread = new Thread(() -> {
                List<Long> mine = new ArrayList<>();
                try {
                    Action action = source.create();
                    while (System.nanoTime() < end) {
                        long start = System.nanoTime();
                        action.run();
                        mine.add((System.nanoTime() - start) / 1000);
                        count.incrementAndGet();
                    }
                } catch (IOException broken) {
                    if (failed.getAndIncrement() == 0) {
                        System.err.println(name + ": " + broken);
                    }
                }
                micros.addAll(mine);
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double wall = (System.nanoTime() - began) / 1e9;
        cpu = cpu() - cpu;
        perSecond.computeIfAbsent(name, none -> new ArrayList<>()).add(count.get() / wall);
        perCpu.computeIfAbsent(name, none -> new ArrayList<>()).add(count.get() / cpu);
        long[] sorted = micros.stream().mapToLong(Long::longValue).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "{\"what\":\"%s\",\"per_s\":%.0f,\"per_cpu_s\":%.0f,\"p50_ms\":%.2f,\"p99_ms\":%.2f,\"broken\":%d}",
                name, count.get() / wall, count.get() / cpu, at(sorted, 0.5), at(sorted, 0.99), failed.get());
    }

    private static void print(String line) {
        System.out.println(line);
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, (int) (sorted.length * share))] / 1000.0;
    }

    private void ratio(String one, String other) {
        System.out.printf(
                Locale.ROOT,
                "{\"ratio\":\"%s : %s\",\"per_s\":%.2f,\"per_cpu_s\":%.2f}%n",
                one, other, mean(perSecond.get(one)) / mean(perSecond.get(other)), mean(perCpu.get(one)) / mean(perCpu.get(other)));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    /** Opens all sockets at the same moment, over {@value #STORM_THREADS} connections in progress, and closes them when all are open. */
    private void storm(String name, int sockets, IntFunction<String> headers) throws Exception {
        Connection[] open = new Connection[sockets];
        AtomicInteger next = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        long[] millis = new long[sockets];
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        long[] began = new long[1];
        for (int i = 0; i < STORM_THREADS; i++) {
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException stopped) {
                    return;
                }
                for (int n = next.getAndIncrement(); n < sockets; n = next.getAndIncrement()) {
                    try {
                        open[n] = new Connection();
                        open[n].call(upgrade(headers.apply(n)), 101);
                        millis[n] = (System.nanoTime() - began[0]) / 1_000_000;
                    } catch (IOException refused) {
                        if (failed.getAndIncrement() == 0) {
                            System.err.println(name + ": " + refused);
                        }
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        double cpu = cpu();
        began[0] = System.nanoTime();
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        double wall = (System.nanoTime() - began[0]) / 1e9;
        cpu = cpu() - cpu;
        int[] each = new int[(int) wall + 1];
        Arrays.stream(millis).filter(at -> at > 0).forEach(at -> each[(int) Math.min(at / 1000, each.length - 1)]++);
        System.out.printf(
                Locale.ROOT,
                "{\"what\":\"%s\",\"sockets\":%d,\"refused\":%d,\"all_open_s\":%.2f,\"per_s\":%.0f,\"per_cpu_s\":%.0f,\"in_each_second\":%s}%n",
                name, sockets, failed.get(), wall, sockets / wall, sockets / cpu, Arrays.toString(each));
        for (Connection connection : open) {
            if (connection != null) {
                connection.close();
            }
        }
    }

    private double cpu() {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
        } catch (IOException gone) {
            throw new IllegalStateException("the server is gone", gone);
        }
    }

    private final class Connection implements AutoCloseable {
        private final Socket socket = new Socket("127.0.0.1", port);
        private final InputStream in = new BufferedInputStream(socket.getInputStream(), 16_384);

        private Connection() throws IOException {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
        }

        private void call(String request, int expected) throws IOException {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String status = line();
            long length = 0;
            boolean chunked = false;
            for (String header = line(); !header.isEmpty(); header = line()) {
                String lower = header.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Long.parseLong(lower.substring(15).strip());
                }
                chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
            }
            if (!status.contains(" " + expected)) {
                throw new IOException(status);
            }
            if (expected == 101) {
                return;
            }
            if (chunked) {
                for (long size = Long.parseLong(line().strip(), 16); size > 0; size = Long.parseLong(line().strip(), 16)) {
                    in.skipNBytes(size);
                    line();
                }
                line();
            } else {
                in.skipNBytes(length);
            }
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new EOFException();
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            // by a reset: a port that waits for late packets cannot be used again, and there are not so many
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
