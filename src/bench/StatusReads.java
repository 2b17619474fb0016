import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Readers of a status page over kept-alive connections, anonymous or else with the token in the environment's {@code TOKEN}. Prints one JSON object for each kind of request.
 *
 * <p>{@code java StatusReads.java PORT SERVER-PID SECONDS KIND...}, where a kind is {@code NAME:RATE:CONNECTIONS:PATH[,PATH...]}. The paths of a
 * kind are requested in turn; a rate of 0 means as fast as the connections allow. {@code %d} in a path is a running number below 100.
 */
public class StatusReads {
    private static final int NUMBERS = 100;
    private static final String TOKEN = System.getenv("TOKEN");
    private static final String HEADERS = " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n"
            + (TOKEN == null ? "" : "Authorization: Bearer " + TOKEN + "\r\n") + "\r\n";

    private final int port;
    private final String name;
    private final int rate;
    private final int connections;
    private final String[] paths;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentSkipListMap<>();
    private final List<Long> micros = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private StatusReads(int port, String kind) {
        String[] parts = kind.split(":", 4);
        this.port = port;
        name = parts[0];
        rate = Integer.parseInt(parts[1]);
        connections = Integer.parseInt(parts[2]);
        paths = parts[3].split(",");
    }

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        int seconds = Integer.parseInt(args[2]);
        double cpu = cpu(args[1]);
        long began = System.nanoTime();
        List<StatusReads> kinds = new ArrayList<>();
        for (String kind : Arrays.copyOfRange(args, 3, args.length)) {
            kinds.add(new StatusReads(port, kind));
        }
        kinds.forEach(kind -> kind.start(began, began + seconds * 1_000_000_000L));
        for (StatusReads kind : kinds) {
            for (Thread thread : kind.threads) {
                thread.join();
            }
        }
        double wall = (System.nanoTime() - began) / 1e9;
        cpu = cpu(args[1]) - cpu;
        for (StatusReads kind : kinds) {
            System.out.println(kind.result(wall));
        }
        System.out.printf(Locale.ROOT, "{\"wall_s\":%.1f,\"server_cpu_s\":%.1f}%n", wall, cpu);
    }

    private void start(long began, long end) {
        for (int i = 0; i < connections; i++) {
            Thread thread = new Thread(() -> run(began, end));
            threads.add(thread);
            thread.start();
        }
    }

    private void run(long began, long end) {
        List<Long> mine = new ArrayList<>();
        Connection connection = null;
        while (System.nanoTime() < end) {
            int number = next.getAndIncrement();
            long due = rate == 0 ? System.nanoTime() : began + (long) (number * 1e9 / rate);
            if (due >= end) {
                break;
            }
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            int status = 0;
            try {
                if (connection == null) {
                    connection = new Connection();
                }
                status = connection.get(paths[number % paths.length].replace("%d", "" + number % NUMBERS));
            } catch (IOException broken) {
                connection = null;
            }
            statuses.computeIfAbsent(status, none -> new AtomicInteger()).incrementAndGet();
            mine.add((System.nanoTime() - due) / 1000);
        }
        synchronized (micros) {
            micros.addAll(mine);
        }
    }

    private String result(double wall) {
        long[] sorted = micros.stream().mapToLong(Long::longValue).sorted().toArray();
        int count = sorted.length;
        return String.format(
                Locale.ROOT,
                "{\"kind\":\"%s\",\"requests\":%d,\"per_s\":%.0f,\"statuses\":\"%s\",\"kb_each\":%.1f,\"p50_ms\":%.1f,"
                        + "\"p99_ms\":%.1f,\"max_ms\":%.1f}",
                name, count, count / wall, statuses, bytes.get() / 1024.0 / Math.max(1, count),
                at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, (int) (sorted.length * share))] / 1000.0;
    }

    private static double cpu(String pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    private final class Connection {
        private final Socket socket = new Socket("127.0.0.1", port);
        private final InputStream in = new BufferedInputStream(socket.getInputStream(), 65_536);
        private final byte[] buffer = new byte[65_536];

        private Connection() throws IOException {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
        }

        private int get(String path) throws IOException {
            socket.getOutputStream().write(("GET " + path + HEADERS).getBytes(StandardCharsets.US_ASCII));
            int status = Integer.parseInt(line().split(" ")[1]);
            long length = 0;
            boolean chunked = false;
            for (String header = line(); !header.isEmpty(); header = line()) {
                String lower = header.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Long.parseLong(lower.substring(15).strip());
                }
                chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
            }
            if (!chunked) {
                skip(length);
                return status;
            }
            for (long size = Long.parseLong(line().strip(), 16); size > 0; size = Long.parseLong(line().strip(), 16)) {
                skip(size);
                line();
            }
            line();
            return status;
        }

        private void skip(long count) throws IOException {
            bytes.addAndGet(count);
            for (long left = count; left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    throw new EOFException();
                }
                left -= read;
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
    }
}
