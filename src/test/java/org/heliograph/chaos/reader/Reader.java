package org.heliograph.chaos.reader;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.heliograph.chaos.Pace;
import org.heliograph.chaos.check.History;
import org.heliograph.testing.Server;

/** Follows an organisation's machines on any node, whatever happens, always from the last position that it took. */
public final class Reader implements Runnable {
    private static final int RETRY_MILLIS = 300;
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long PING_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final History history;
    private final Habit habit;
    private final Random random;
    private final Tally tally;
    private final List<Server> nodes;
    private final String path;
    private volatile long end = Long.MAX_VALUE;
    private volatile String lastCut = "";
    private volatile boolean finishing;
    private boolean connected;
    private long lostNanos;

    /**
     * @param path of the socket, with a token
     */
    public Reader(History history, Habit habit, long seed, Tally tally, List<Server> nodes, String path) {
        this.history = history;
        this.habit = habit;
        this.random = new Random(seed);
        this.tally = tally;
        this.nodes = nodes;
        this.path = path;
    }

    /** All that it took; complete once it has ended. */
    public History history() {
        return history;
    }

    /** From now on it behaves, and ends when it has taken everything up to a position. */
    public void finish(long position) {
        end = position;
        finishing = true;
    }

    /** It ends, wherever it is. */
    public void giveUp() {
        finish(Long.MIN_VALUE);
    }

    /** Why its last connection ended that it had not left. */
    public String lastCut() {
        return lastCut;
    }

    @Override
    public void run() {
        lostNanos = System.nanoTime();
        while (history.last() < end) {
            Server node = nodes.get(random.nextInt(nodes.size()));
            try (Wire wire = new Wire(node.port(), path, habit.room())) {
                follow(wire);
            } catch (IOException cut) {
                lastCut = node + ": " + cut;
                tally.cut();
            }
            lost();
            Pace.rest(random.nextInt(RETRY_MILLIS));
        }
    }

    private void lost() {
        if (connected) {
            connected = false;
            lostNanos = System.nanoTime();
        }
    }

    private void follow(Wire wire) throws IOException {
        wire.send(
                "{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"since\":{\"machines\":" + history.last() + "}}");
        boolean answered = false;
        long stay = habit.stay(random);
        long began = System.nanoTime();
        long heard = began;
        long pinged = began;
        while (history.last() < end) {
            String frame = wire.next();
            long now = System.nanoTime();
            if (frame != null) {
                heard = now;
                answered = take(frame, answered);
            } else if (now - heard > SILENCE_NANOS) {
                throw new IOException("nothing for long");
            }
            if (now - pinged > PING_NANOS) {
                pinged = now;
                wire.send("{\"type\":\"ping\"}");
            }
            if (!finishing) {
                if (habit.stalls(random)) {
                    tally.stalled();
                    Pace.rest(habit.stall(random));
                } else if (TimeUnit.NANOSECONDS.toMillis(now - began) > stay) {
                    depart(wire);
                    return;
                }
            }
        }
    }

    private void depart(Wire wire) throws IOException {
        tally.departed();
        switch (random.nextInt(3)) {
            case 0 -> wire.leave();
            case 1 -> wire.vanish();
            default -> {
                tally.tore();
                wire.tear(1 + random.nextInt(120));
            }
        }
    }

    /** @return whether the subscription has been answered */
    private boolean take(String text, boolean answered) {
        JsonObject frame = parse(text);
        switch (frame.getString("type", "")) {
            case "connected", "pong" -> {
                return answered;
            }
            case "subscribed" -> {
                answered(frame.getJsonObject("seq").getJsonNumber("machines").longValue());
                return true;
            }
            case "event" -> history.event(frame.getJsonNumber("seq").longValue(), text);
            case "gap" -> history.gap(frame.getJsonNumber("to").longValue(), text);
            default -> history.strange(text);
        }
        if (!answered) {
            history.strange("before the answer: " + text);
        }
        return answered;
    }

    private void answered(long position) {
        connected = true;
        tally.connected(System.nanoTime() - lostNanos, history.size() > 0);
        if (position < history.last()) {
            history.strange("a position of " + position + " after " + history.last());
        }
    }

    private static JsonObject parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
