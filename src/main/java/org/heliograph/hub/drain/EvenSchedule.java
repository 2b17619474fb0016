package org.heliograph.hub.drain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Spreads items evenly over a duration, in random order: of a hundred items over a hundred seconds one is due each second, the last at
 * the end. Not thread-safe.
 */
final class EvenSchedule<T> {
    private final List<T> items;
    private final long startMillis;
    private final long durationMillis;
    private int taken;

    EvenSchedule(Collection<T> items, long nowMillis, Duration duration, Random random) {
        this.items = new ArrayList<>(items);
        Collections.shuffle(this.items, random);
        startMillis = nowMillis;
        durationMillis = duration.toMillis();
    }

    /** The items that have become due since the last call. */
    List<T> takeDue(long nowMillis) {
        long elapsed = Math.max(0, nowMillis - startMillis);
        int until = elapsed >= durationMillis ? items.size() : (int) (items.size() * elapsed / durationMillis);
        List<T> due = items.subList(taken, Math.max(taken, until));
        taken += due.size();
        return due;
    }

    /** Whether the duration is over, so that every item is due. */
    boolean isOver(long nowMillis) {
        return nowMillis - startMillis >= durationMillis;
    }
}
