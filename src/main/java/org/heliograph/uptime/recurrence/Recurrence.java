package org.heliograph.uptime.recurrence;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;
import org.heliograph.json.JsonText;

/**
 * When something happens again and again, by the clocks of a place. The rule counts in local times, so that an occurrence keeps its time of
 * day over changes of the clock. A local time that a change skips counts by the offset before it (02:30 is 03:30), one that occurs twice is
 * the first of both, as RFC 5545 (3.3.5) has it. The duration is that of a stopwatch.
 *
 * @param rule     the value of an {@code RRULE}, as {@link RecurrenceParser} has accepted it
 * @param start    the first occurrence, in whole minutes
 * @param duration from a minute on, in whole minutes
 */
public record Recurrence(String rule, LocalDateTime start, ZoneId zone, Duration duration) {
    /** Occurrences that one call reads before it gives up: those of eleven years, each hour. */
    private static final int MOST_READ = 100_000;

    /** Nothing is planned for later years. */
    private static final int LAST_YEAR = 2999;

    /** Reads what {@link #json} has written. */
    public static Recurrence parse(String text) {
        JsonObject json = JsonText.parse(text);
        return new Recurrence(
                json.getString("rule"),
                LocalDateTime.parse(json.getString("start")),
                ZoneId.of(json.getString("zone")),
                Duration.ofMinutes(json.getInt("duration_minutes")));
    }

    /** As in requests and answers. */
    public JsonObject json() {
        return JsonText.object()
                .add("rule", rule)
                .add("start", start.toString())
                .add("zone", zone.getId())
                .add("duration_minutes", duration.toMinutes())
                .build();
    }

    /** The occurrences that are not over at a time, the earliest first. @param most how many at most */
    public List<Occurrence> notOver(Instant time, int most) {
        Instant from = time.minus(duration);
        // an offset is at most 18 hours, and a change of the clock moves a local time by less than a day
        LocalDateTime near = LocalDateTime.ofInstant(from, zone).minusDays(2);
        LocalRule local = LocalRule.of(rule, zone);
        List<Occurrence> found = new ArrayList<>();
        try {
            RecurrenceRuleIterator times = local.rule().iterator(LocalRule.dateTime(start));
            if (near.isAfter(start)) {
                times.fastForward(LocalRule.dateTime(near));
            }
            read(times, local.end(), from, most, found);
        } catch (IllegalArgumentException | IllegalStateException endless) {
            // the library gives up a search that finds nothing, in one of these ways: there is nothing more
            return found;
        }
        return found;
    }

    private void read(RecurrenceRuleIterator times, Instant end, Instant from, int most, List<Occurrence> found) {
        Instant last = Instant.MIN;
        for (int read = 0; read < MOST_READ && found.size() < most && times.hasNext(); read++) {
            DateTime next = times.nextDateTime();
            if (next.getYear() > LAST_YEAR) {
                break;
            }
            Instant begin = LocalRule.local(next).atZone(zone).toInstant();
            if (begin.isAfter(end)) {
                break;
            }
            // two local times of which a change of the clock makes one
            if (begin.isAfter(last)) {
                last = begin;
                if (begin.isAfter(from)) {
                    found.add(new Occurrence(begin, begin.plus(duration)));
                }
            }
        }
    }
}
