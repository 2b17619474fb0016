package org.heliograph.uptime.coverage;

import java.util.ArrayList;
import java.util.List;

/**
 * When a monitor was up and when down, judged by the gaps between its pulses. A gap is no longer than {@link Patience} allows, or
 * it is downtime from the moment at which the next pulse was due. What the server itself did not witness is cut out of a gap, and
 * the pieces are judged one by one: a monitor that was not down before has time to be heard again.
 */
public final class Coverage {
    private final long known;
    private final long now;
    private final List<Span> absences;
    private final List<Span> down = new ArrayList<>();

    /**
     * @param known    when the first pulse came; before it nothing is known
     * @param now      the end of all knowledge
     * @param gaps     the gaps between consecutive pulses, the last of them open until now; those shorter than
     *                 {@link Patience#afterPulse()} may be left out
     * @param absences when the server itself was not there
     */
    public Coverage(long known, long now, List<Span> gaps, List<Span> absences, Patience patience) {
        this.known = known;
        this.now = now;
        this.absences = Span.merged(absences);
        gaps.forEach(gap -> judge(gap, patience));
    }

    /** Nothing is known of a monitor that never had a pulse. */
    public static Coverage unknown() {
        return new Coverage(Long.MAX_VALUE, Long.MIN_VALUE, List.of(), List.of(), new Patience(0, 0, 0));
    }

    private void judge(Span gap, Patience patience) {
        boolean wasDown = false;
        for (Span piece : gap.without(absences)) {
            if (wasDown) {
                down.add(piece);
                continue;
            }
            long due = piece.from() == gap.from() ? patience.interval() : patience.awaited();
            if (piece.length() > due + patience.looks()) {
                down.add(new Span(piece.from() + due, piece.to()));
                wasDown = true;
            }
        }
    }

    /** What is known of a window; its parts add up to its length. */
    public Tally within(Span window) {
        long from = Math.max(window.from(), known);
        long to = Math.min(window.to(), now);
        if (from >= to) {
            return new Tally(0, 0, window.length());
        }
        Span witnessed = new Span(from, to);
        long absent = Span.overlap(absences, witnessed);
        long lost = Span.overlap(down, witnessed);
        long up = witnessed.length() - absent - lost;
        return new Tally(up, lost, window.length() - up - lost);
    }
}
