package org.heliograph.chaos.reader;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.heliograph.chaos.Pace;
import org.heliograph.chaos.check.History;
import org.heliograph.testing.Server;

/** Follows a log on any node, whatever happens, always from the last position that it took. */
public final class Reader implements Runnable {
    private static final int RETRY_MILLIS = 300;
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long PING_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final History history;
    private final Ear ear;
    private final Door door;
    private final Habit habit;
    private final Random random;
    private final Tally tally;
    private final List<Server> nodes;
    private volatile long end = Long.MAX_VALUE;
    private volatile String lastCut = "";
    private volatile boolean finishing;

    /** @param door leads to the log of the history */
    public Reader(History history, Door door, Habit habit, long seed, Tally tally, List<Server> nodes) {
        this.history = history;
        this.ear = new Ear(door.dialect(), history, tally);
        this.door = door;
        this.habit = habit;
        this.random = new Random(seed);
        this.tally = tally;
        this.nodes = nodes;
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
        while (history.last() < end) {
            Server node = nodes.get(random.nextInt(nodes.size()));
            try (Line line = door.open(node.port(), habit.room(), history.last())) {
                ear.opened();
                follow(line);
            } catch (IOException cut) {
                lastCut = node + ": " + cut;
                tally.cut();
            }
            ear.lost();
            Pace.rest(random.nextInt(RETRY_MILLIS));
        }
    }

    private void follow(Line line) throws IOException {
        long stay = habit.stay(random);
        long began = System.nanoTime();
        long heard = began;
        long pinged = began;
        while (history.last() < end) {
            String frame = line.next();
            long now = System.nanoTime();
            if (frame != null) {
                heard = now;
                ear.take(frame);
            } else if (now - heard > SILENCE_NANOS) {
                throw new IOException("nothing for long");
            }
            if (now - pinged > PING_NANOS) {
                pinged = now;
                line.ping();
            }
            if (!finishing) {
                if (habit.stalls(random)) {
                    tally.stalled();
                    Pace.rest(habit.stall(random));
                } else if (TimeUnit.NANOSECONDS.toMillis(now - began) > stay) {
                    depart(line);
                    return;
                }
            }
        }
    }

    private void depart(Line line) throws IOException {
        tally.departed();
        switch (random.nextInt(3)) {
            case 0 -> line.leave();
            case 1 -> line.vanish();
            default -> {
                tally.tore();
                line.tear(1 + random.nextInt(120));
            }
        }
    }
}
