package org.heliograph.hub.drain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Deals things out evenly over a time: of a hundred things and a hundred seconds one each second, the last at the end. In
 * no order, so that it does not hit all of one owner at once. Not for several threads.
 *
 * @param <T> what is dealt out
 */
final class Spread<T> {
    private final List<T> all;
    private final long beganMillis;
    private final long overMillis;
    private int dealt;

    Spread(Collection<T> things, long nowMillis, Duration over, Random random) {
        all = new ArrayList<>(things);
        Collections.shuffle(all, random);
        beganMillis = nowMillis;
        overMillis = over.toMillis();
    }

    /** What has become due since the last call. */
    List<T> due(long nowMillis) {
        long elapsed = Math.max(0, nowMillis - beganMillis);
        int until = elapsed >= overMillis ? all.size() : (int) (all.size() * elapsed / overMillis);
        List<T> due = all.subList(dealt, Math.max(dealt, until));
        dealt += due.size();
        return due;
    }

    /** Whether its time is over, and everything was due. */
    boolean isOver(long nowMillis) {
        return nowMillis - beganMillis >= overMillis;
    }
}
