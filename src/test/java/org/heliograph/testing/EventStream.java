package org.heliograph.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An open stream of server-sent events with its events in order. Its fields are parsed as browsers do (WHATWG HTML, 9.2.6). */
public final class EventStream implements AutoCloseable {
    /** As that of sockets. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String END = "the stream has ended";

    /**
     * One event.
     *
     * @param id   null when it has none
     * @param name null when it has none
     */
    public record Event(String id, String name, String data) {
        /** Its data as a JSON object. */
        public JsonObject json() {
            try (JsonReader reader = Json.createReader(new StringReader(data))) {
                return reader.readObject();
            }
        }
    }

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> comments = new LinkedBlockingQueue<>();
    private final HttpResponse<Stream<String>> response;

    private EventStream(HttpResponse<Stream<String>> response) {
        this.response = response;
        Thread reader = new Thread(this::read, "event stream");
        reader.setDaemon(true);
        reader.start();
    }

    /** Opens the stream, which must succeed. @param headers names and values in turn */
    public static EventStream open(Api caller, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(caller.server().uri(path));
        request.header("Accept", "text/event-stream");
        if (caller.token() != null) {
            request.header("Authorization", "Bearer " + caller.token());
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<Stream<String>> response = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .sendAsync(request.build(), HttpResponse.BodyHandlers.ofLines())
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        if (response.statusCode() != 200) {
            throw new AssertionError("status " + response.statusCode());
        }
        return new EventStream(response);
    }

    private void read() {
        String id = null;
        String name = null;
        StringBuilder data = null;
        try {
            for (var lines = response.body().iterator(); lines.hasNext(); ) {
                String line = lines.next();
                if (line.isEmpty()) {
                    if (data != null) {
                        events.add(new Event(id, name, data.toString()));
                    }
                    id = null;
                    name = null;
                    data = null;
                } else if (line.startsWith(":")) {
                    comments.add(line);
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = data == null ? new StringBuilder() : data.append('\n');
                    data.append(line, 6, line.length());
                }
            }
        } catch (RuntimeException broken) {
            // reported as the end of the stream
        }
        events.add(new Event(null, null, END));
    }

    /** A header of the answer; null when there is none. */
    public String header(String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    /** Waits for the next event. */
    public Event next() {
        Event event = poll(events);
        if (event.data().equals(END)) {
            throw new AssertionError(END);
        }
        return event;
    }

    /** Waits until nothing more comes. @return the event before the end; null when there was none */
    public Event last() {
        Event last = null;
        for (Event event = poll(events); !event.data().equals(END); event = poll(events)) {
            last = event;
        }
        return last;
    }

    /** Waits for the next comment. */
    public void awaitComment() {
        poll(comments);
    }

    private static <T> T poll(BlockingQueue<T> queue) {
        try {
            T next = queue.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new AssertionError("nothing within " + PATIENCE);
            }
            return next;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    @Override
    public void close() {
        response.body().close();
    }
}
