import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Status changes of machines, each a committed transaction.
 *
 * <p>{@code java Changes.java rate PORT SERVER-PID SECONDS CONNECTIONS}: as many as the server accepts; each connection has a machine of its
 * own that goes offline and online in turn. Prints changes a second and for each CPU second of the server, and the times of the answers.
 *
 * <p>{@code java Changes.java delay PORT-A PORT-B RATE SECONDS}: changes by one node, received on a socket of the other; prints the time from
 * the request's start to the frame's arrival.
 *
 * <p>{@code java Changes.java return PORT SERVER-PID MACHINES SECONDS CONNECTIONS}: a site comes back. All machines are offline, and each sends
 * a heartbeat within so many seconds. Prints when all were answered, when a socket had heard of all, how many the dashboard then shows online,
 * and how long a heartbeat took from when it was due.
 */
public class Changes {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public static void main(String[] args) throws Exception {
        if (args[0].equals("rate")) {
            rate(Integer.parseInt(args[1]), args[2], Integer.parseInt(args[3]), Integer.parseInt(args[4]));
        } else if (args[0].equals("return")) {
            comeBack(Integer.parseInt(args[1]), args[2], Integer.parseInt(args[3]), Integer.parseInt(args[4]), Integer.parseInt(args[5]));
        } else {
            delay(Integer.parseInt(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]), Integer.parseInt(args[4]));
        }
        System.exit(0);
    }

    private static void rate(int port, String pid, int seconds, int connections) throws Exception {
        List<String> keys =
                machines(port, connections).stream().map(Machine::key).toList();
        AtomicInteger changes = new AtomicInteger();
        AtomicInteger failures = new AtomicInteger();
        Queue<Long> micros = new ConcurrentLinkedQueue<>();
        double cpu = cpu(pid);
        long began = System.nanoTime();
        long until = began + seconds * 1_000_000_000L;
        List<Thread> threads = new ArrayList<>();
        for (String key : keys) {
            Thread thread = new Thread(() -> {
                for (boolean on = false; System.nanoTime() < until; on = !on) {
                    long sent = System.nanoTime();
                    (beat(port, key, on) ? changes : failures).incrementAndGet();
                    micros.add((System.nanoTime() - sent) / 1_000);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double wall = (System.nanoTime() - began) / 1e9;
        cpu = cpu(pid) - cpu;
        System.out.printf(
                Locale.ROOT,
                "{\"changes\":%d,\"failures\":%d,\"per_s\":%.0f,\"server_cpu_s\":%.2f,\"per_cpu_s\":%.0f,"
                        + "\"p50_ms\":%.1f,\"p99_ms\":%.1f,\"max_ms\":%.1f}%n",
                changes.get(), failures.get(), changes.get() / wall, cpu, changes.get() / cpu,
                share(micros, 0.5), share(micros, 0.99), share(micros, 1));
    }

    private static double share(Collection<Long> micros, double share) {
        List<Long> sorted = micros.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * share)) / 1e3;
    }

    private static void delay(int a, int b, int rate, int seconds) throws Exception {
        Machine machine = machines(a, 1).get(0);
        String key = machine.key();
        int total = rate * seconds;
        long[] sent = new long[total];
        Map<Integer, Long> heard = new ConcurrentHashMap<>();
        AtomicInteger next = new AtomicInteger();
        WebSocket socket = listen(b, frame -> {
            if (frame.contains("\"" + machine.id() + "\"")) {
                heard.put(next.getAndIncrement(), System.nanoTime());
            }
        });
        long began = System.nanoTime();
        for (int i = 0; i < total; i++) {
            while (System.nanoTime() < began + i * 1_000_000_000L / rate) {
                LockSupport.parkNanos(100_000);
            }
            sent[i] = System.nanoTime();
            if (!beat(a, key, i % 2 == 1)) {
                throw new IllegalStateException("a change was refused");
            }
        }
        long patience = System.nanoTime() + 10_000_000_000L;
        while (heard.size() < total && System.nanoTime() < patience) {
            LockSupport.parkNanos(10_000_000);
        }
        long[] micros = heard.entrySet().stream()
                .mapToLong(entry -> (entry.getValue() - sent[entry.getKey()]) / 1_000)
                .sorted()
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "{\"changes\":%d,\"heard\":%d,\"p50_ms\":%.2f,\"p99_ms\":%.2f,\"max_ms\":%.2f}%n",
                total, micros.length, micros[micros.length / 2] / 1e3, micros[(int) (micros.length * 0.99)] / 1e3,
                micros[micros.length - 1] / 1e3);
        socket.abort();
    }

    /** A socket that has subscribed to the machines of acme. */
    private static WebSocket listen(int port, Consumer<String> frames) throws Exception {
        CountDownLatch ready = new CountDownLatch(1);
        WebSocket socket = HTTP.newWebSocketBuilder()
                .buildAsync(
                        URI.create("ws://127.0.0.1:" + port + "/api/realtime?org_id=acme&token=" + token(port)),
                        new WebSocket.Listener() {
                            private final StringBuilder text = new StringBuilder();

                            @Override
                            public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
                                text.append(part);
                                if (last) {
                                    if (text.indexOf("\"subscribed\"") > 0) {
                                        ready.countDown();
                                    } else {
                                        frames.accept(text.toString());
                                    }
                                    text.setLength(0);
                                }
                                from.request(1);
                                return null;
                            }
                        })
                .join();
        socket.sendText("{\"type\":\"subscribe\",\"channels\":[\"machines\"]}", true).join();
        if (!ready.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("not subscribed");
        }
        return socket;
    }

    private static void comeBack(int port, String pid, int count, int seconds, int connections) throws Exception {
        Machine[] machines = new Machine[count];
        String auth = field(post(port, "/api/keys", token(port), "{\"org_id\":\"acme\",\"reusable\":true}"), "key");
        inParallel(connections, count, i -> {
            String answer = post(port, "/api/register-machine", null,
                    "{\"auth_key\":\"" + auth + "\",\"name\":\"site-" + System.nanoTime() + "\",\"os\":\"linux\",\"version\":\"1\"}");
            machines[i] = new Machine(field(answer, "machine_id"), field(answer, "node_key"));
            beat(port, machines[i].key(), false);
        });
        Map<String, Long> heard = new ConcurrentHashMap<>();
        WebSocket socket = listen(port, frame -> {
            if (frame.contains("\"online\"")) {
                heard.putIfAbsent(field(frame, "id"), System.nanoTime());
            }
        });
        int onlineBefore = online(port);
        long[] micros = new long[count];
        AtomicInteger failures = new AtomicInteger();
        double cpu = cpu(pid);
        long began = System.nanoTime();
        inParallel(connections, count, i -> {
            long due = began + i * seconds * 1_000_000_000L / count;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            if (!beat(port, machines[i].key(), true)) {
                failures.incrementAndGet();
            }
            micros[i] = (System.nanoTime() - due) / 1000;
        });
        double answered = (System.nanoTime() - began) / 1e9;
        long patience = System.nanoTime() + 30_000_000_000L;
        while (heard.size() < count && System.nanoTime() < patience) {
            LockSupport.parkNanos(1_000_000);
        }
        double delivered = (System.nanoTime() - began) / 1e9;
        cpu = cpu(pid) - cpu;
        Arrays.sort(micros);
        System.out.printf(
                Locale.ROOT,
                "{\"machines\":%d,\"failures\":%d,\"answered_s\":%.2f,\"heard\":%d,\"heard_s\":%.2f,\"online\":%d,\"server_cpu_s\":%.2f,"
                        + "\"p50_ms\":%.1f,\"p99_ms\":%.1f,\"max_ms\":%.1f}%n",
                count, failures.get(), answered, heard.size(), delivered, online(port) - onlineBefore, cpu, micros[count / 2] / 1e3,
                micros[(int) (count * 0.99)] / 1e3, micros[count - 1] / 1e3);
        socket.abort();
    }

    /** The dashboard's number of machines that are online. */
    private static int online(int port) throws Exception {
        String stats = post(port, "/api/db/_rpc", token(port), "{\"fn\":\"get_dashboard_stats\",\"_org_id\":\"acme\"}");
        return Integer.parseInt(stats.replaceAll("(?s).*\"onlineCount\":(\\d+).*", "$1"));
    }

    private interface Work {
        void run(int number) throws Exception;
    }

    /** Runs the work for each number, in their order, on so many threads. */
    private static void inParallel(int threads, int count, Work work) throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Thread thread = new Thread(() -> {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    try {
                        work.run(i);
                    } catch (Exception failed) {
                        throw new IllegalStateException(failed);
                    }
                }
            });
            thread.start();
            all.add(thread);
        }
        for (Thread thread : all) {
            thread.join();
        }
    }

    /** A machine with the key for its reports. */
    private record Machine(String id, String key) {}

    /** New machines that are online. */
    private static List<Machine> machines(int port, int count) throws Exception {
        String token = token(port);
        String auth = field(post(port, "/api/keys", token, "{\"org_id\":\"acme\",\"reusable\":true}"), "key");
        List<Machine> machines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = "bench-" + System.nanoTime();
            String answer =
                    post(port, "/api/register-machine", null,
                            "{\"auth_key\":\"" + auth + "\",\"name\":\"" + name + "\",\"os\":\"linux\",\"version\":\"1\"}");
            Machine machine = new Machine(field(answer, "machine_id"), field(answer, "node_key"));
            beat(port, machine.key(), true);
            machines.add(machine);
        }
        return machines;
    }

    private static boolean beat(int port, String key, boolean online) {
        try {
            String status = online ? "" : ",\"status\":\"offline\"";
            return post(port, "/api/machine-heartbeat", null, "{\"node_key\":\"" + key + "\"" + status + "}")
                    .contains("\"success\":true");
        } catch (Exception failed) {
            return false;
        }
    }

    private static String token(int port) throws Exception {
        return field(
                post(port, "/api/auth/login", null, "{\"email\":\"alice@acme.test\",\"password\":\"heliograph-demo\"}"),
                "token");
    }

    private static String post(int port, String path, String token, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    private static String field(String json, String name) {
        String mark = "\"" + name + "\":\"";
        int from = json.indexOf(mark);
        if (from < 0) {
            throw new IllegalStateException("no " + name + " in the answer");
        }
        return json.substring(from + mark.length(), json.indexOf('"', from + mark.length()));
    }

    private static double cpu(String pid) throws Exception {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }
}
