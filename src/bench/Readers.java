import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Many sockets that resume, on one node or several, while machines change; some may stop reading.
 *
 * <p>{@code java Readers.java PORTS SOCKETS STALLED RATE SECONDS}: PORTS are nodes, separated by commas; each socket begins on one of
 * them in turn and, after losing it, reconnects after a random time within five seconds to the next. STALLED of them read
 * nothing after their subscription. When all have subscribed, the file that READY names in the environment is written. RATE changes a
 * second are sent to the first node that accepts them. Prints one JSON object: what the reading sockets missed, received twice or in a wrong order,
 * the time from an event's timestamp to its arrival, and the most handshakes in one second.
 */
public class Readers {
    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(Executors.newFixedThreadPool(4, Readers::daemon))
            .build();
    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1, Readers::daemon);
    private final List<Integer> ports;
    private final AtomicInteger reconnects = new AtomicInteger();
    private final AtomicInteger missing = new AtomicInteger();
    private final AtomicInteger doubled = new AtomicInteger();
    private final AtomicInteger gaps = new AtomicInteger();
    private final Map<Long, AtomicInteger> handshakes = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Integer> delays = new ConcurrentLinkedQueue<>();
    private volatile boolean measuring;
    private String token;

    private Readers(List<Integer> ports) {
        this.ports = ports;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    public static void main(String[] args) throws Exception {
        List<Integer> ports =
                Arrays.stream(args[0].split(",")).map(Integer::valueOf).toList();
        new Readers(ports)
                .run(Integer.parseInt(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]), Integer.parseInt(args[4]));
        System.exit(0);
    }

    private void run(int sockets, int stalled, int rate, int seconds) throws Exception {
        token = field(
                post("/api/auth/login", null, "{\"email\":\"alice@acme.test\",\"password\":\"heliograph-demo\"}"), "token");
        String auth = field(post("/api/keys", token, "{\"org_id\":\"acme\"}"), "key");
        String key = field(
                post("/api/register-machine", null,
                        "{\"auth_key\":\"" + auth + "\",\"name\":\"bench-" + System.nanoTime()
                                + "\",\"os\":\"linux\",\"version\":\"1\"}"),
                "node_key");
        long start = position();
        List<Reader> readers = new ArrayList<>();
        for (int i = 0; i < sockets; i++) {
            Reader reader = new Reader(i, start, i < stalled);
            readers.add(reader);
            reader.connect();
            LockSupport.parkNanos(1_000_000);
        }
        if (!awaitAll(readers.subList(stalled, sockets), start, 60) || reconnects.get() > 0) {
            throw new IllegalStateException("not every socket could subscribe on its node: " + reconnects + " had to come back");
        }
        handshakes.clear();
        measuring = true;
        if (System.getenv("READY") != null) {
            Files.writeString(Path.of(System.getenv("READY")), "all have subscribed");
        }
        long began = System.nanoTime();
        int refused = 0;
        for (int i = 0; i < rate * seconds; i++) {
            long due = began + i * 1_000_000_000L / rate;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(200_000);
            }
            String status = i % 2 == 0 ? "" : ",\"status\":\"offline\"";
            refused += post("/api/machine-heartbeat", null, "{\"node_key\":\"" + key + "\"" + status + "}")
                            .contains("\"success\":true")
                    ? 0
                    : 1;
        }
        long end = position();
        boolean all = awaitAll(readers.subList(stalled, sockets), end, 60);
        measuring = false;
        int[] sorted = delays.stream().mapToInt(Integer::intValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "{\"sockets\":%d,\"stalled\":%d,\"events\":%d,\"refused_changes\":%d,\"all_heard_all\":%b,\"missing\":%d,\"doubled\":%d,"
                        + "\"gaps\":%d,\"reconnects\":%d,\"most_handshakes_in_a_second\":%d,\"p50_ms\":%d,\"p99_ms\":%d}%n",
                sockets, stalled, end - start, refused, all, missing.get(), doubled.get(), gaps.get(), reconnects.get(),
                handshakes.values().stream().mapToInt(AtomicInteger::get).max().orElse(0),
                sorted.length == 0 ? -1 : sorted[sorted.length / 2], sorted.length == 0 ? -1 : sorted[(int) (sorted.length * 0.99)]);
    }

    private static boolean awaitAll(List<Reader> readers, long position, int seconds) {
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < until) {
            if (readers.stream().allMatch(reader -> reader.subscribed && reader.last.get() >= position)) {
                return true;
            }
            LockSupport.parkNanos(20_000_000);
        }
        return false;
    }

    /** One client with its sequence in the log and its node. */
    private final class Reader implements WebSocket.Listener {
        private final AtomicLong last;
        private final boolean stall;
        private final StringBuilder text = new StringBuilder();
        private int node;
        private volatile boolean subscribed;

        Reader(int number, long start, boolean stall) {
            this.node = number % ports.size();
            this.last = new AtomicLong(start);
            this.stall = stall;
        }

        void connect() {
            text.setLength(0);
            handshakes.computeIfAbsent(System.currentTimeMillis() / 1_000, second -> new AtomicInteger()).incrementAndGet();
            http.newWebSocketBuilder()
                    .connectTimeout(Duration.ofSeconds(10))
                    .buildAsync(
                            URI.create("ws://127.0.0.1:" + ports.get(node) + "/api/realtime?org_id=acme&token=" + token), this)
                    .whenComplete((socket, failed) -> {
                        if (failed != null) {
                            comeBack();
                        }
                    });
        }

        private void comeBack() {
            subscribed = false;
            reconnects.incrementAndGet();
            node = (node + 1) % ports.size();
            scheduler.schedule(
                    this::connect, ThreadLocalRandom.current().nextLong(COME_BACK.toMillis()), TimeUnit.MILLISECONDS);
        }

        @Override
        public void onOpen(WebSocket socket) {
            socket.sendText(
                    "{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"since\":{\"machines\":" + last.get() + "}}", true);
            socket.request(1);
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean complete) {
            text.append(part);
            if (complete) {
                hear(text.toString());
                text.setLength(0);
            }
            if (!stall || !subscribed) {
                socket.request(1);
            }
            return null;
        }

        private void hear(String frame) {
            if (frame.startsWith("{\"type\":\"subscribed\"")) {
                subscribed = true;
            } else if (frame.startsWith("{\"type\":\"gap\"")) {
                gaps.incrementAndGet();
            } else if (frame.startsWith("{\"type\":\"event\"")) {
                long seq = Long.parseLong(frame.substring(frame.lastIndexOf(':') + 1, frame.length() - 1));
                if (seq <= last.get()) {
                    doubled.incrementAndGet();
                } else if (seq > last.get() + 1) {
                    missing.addAndGet((int) (seq - last.get() - 1));
                }
                last.set(Math.max(seq, last.get()));
                if (measuring && ThreadLocalRandom.current().nextInt(50) == 0) {
                    delays.add((int) (System.currentTimeMillis() - Instant.parse(field(frame, "timestamp")).toEpochMilli()));
                }
            }
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            comeBack();
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable broken) {
            comeBack();
        }
    }

    /** Sends a request to the first node that accepts it. */
    private String post(String path, String bearer, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder().header("Content-Type", "application/json").timeout(Duration.ofSeconds(10));
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return first(request.POST(HttpRequest.BodyPublishers.ofString(body)), path).body();
    }

    private long position() {
        HttpRequest.Builder request = HttpRequest.newBuilder().header("Authorization", "Bearer " + token).GET();
        return Long.parseLong(first(request, "/api/db/machines?org_id=acme&limit=1")
                .headers()
                .firstValue("X-Heliograph-Seq")
                .orElseThrow());
    }

    private HttpResponse<String> first(HttpRequest.Builder request, String path) {
        for (int attempt = 0; ; attempt++) {
            int port = ports.get(attempt % ports.size());
            try {
                HttpResponse<String> answer = http.send(
                        request.uri(URI.create("http://127.0.0.1:" + port + path)).build(),
                        HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() < 500 || attempt > 20) {
                    return answer;
                }
            } catch (Exception away) {
                if (attempt > 20) {
                    throw new IllegalStateException("no node answers", away);
                }
            }
        }
    }

    private static String field(String json, String name) {
        String mark = "\"" + name + "\":\"";
        int from = json.indexOf(mark);
        if (from < 0) {
            throw new IllegalStateException("no " + name + " in the answer");
        }
        return json.substring(from + mark.length(), json.indexOf('"', from + mark.length()));
    }
}
