package org.heliograph.uptime.recurrence;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;
import org.heliograph.rest.FieldReader;

/** Reads recurrences, and refuses those that are invalid, that never happen, or that happen too often. */
public final class RecurrenceParser {
    private static final int LONGEST_RULE = 500;
    private static final int LONGEST_MINUTES = 31 * 24 * 60;
    private static final int MOST_INTERVAL = 1000;
    /** All of them up to now are counted each time; more than a year of each hour, and 27 years of each day. */
    private static final int MOST_COUNT = 10_000;

    /** Of these the distances are checked: more than a year of each day, and three weeks of each hour. */
    private static final int CHECKED = 500;

    private static final Duration CLOSEST = Duration.ofHours(1);
    private static final DateTimeFormatter START =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final LocalDateTime EARLIEST = LocalDateTime.of(1970, 1, 2, 0, 0);
    private static final LocalDateTime LATEST = LocalDateTime.of(2999, 1, 1, 0, 0);

    private RecurrenceParser() {}

    /**
     * Reads the fields {@code rule}, {@code start}, {@code zone} and {@code duration_minutes}. The start of the result is its first occurrence.
     * Problems are reported to the form.
     */
    public static Optional<Recurrence> read(FieldReader form) {
        form.need("rule", "start", "zone", "duration_minutes");
        Optional<String> rule = form.text("rule", LONGEST_RULE);
        Optional<LocalDateTime> start = form.secret("start", 1, 100).flatMap(text -> start(form, text));
        Optional<ZoneId> zone = form.secret("zone", 1, 100).flatMap(text -> zone(form, text));
        OptionalInt minutes = form.whole("duration_minutes", 1, LONGEST_MINUTES);
        if (rule.isEmpty() || start.isEmpty() || zone.isEmpty() || minutes.isEmpty()) {
            return Optional.empty();
        }
        Recurrence read = new Recurrence(rule.get(), start.get(), zone.get(), Duration.ofMinutes(minutes.getAsInt()));
        try {
            return Optional.of(checked(read));
        } catch (IllegalArgumentException unusable) {
            form.wrong("rule " + unusable.getMessage());
            return Optional.empty();
        }
    }

    private static Recurrence checked(Recurrence read) {
        RecurrenceRule rule = rule(read);
        if (rule.getFreq() == Freq.SECONDLY || rule.getFreq() == Freq.MINUTELY || rule.hasPart(Part.BYSECOND)) {
            throw tooOften();
        }
        if (rule.getInterval() > MOST_INTERVAL) {
            throw new IllegalArgumentException("has an INTERVAL of more than " + MOST_INTERVAL);
        }
        if (rule.getCount() != null && rule.getCount() > MOST_COUNT) {
            throw new IllegalArgumentException("has a COUNT of more than " + MOST_COUNT + "; use UNTIL instead");
        }
        List<Occurrence> first = read.notOver(Instant.EPOCH, CHECKED);
        if (first.isEmpty()) {
            throw new IllegalArgumentException("has no occurrence");
        }
        requireDistance(first, read.duration());
        // not the local time of the first occurrence, which a change of the clock may have moved: this one counts on
        // all days
        LocalDateTime start =
                LocalRule.local(rule.iterator(LocalRule.dateTime(read.start())).nextDateTime());
        return new Recurrence(read.rule(), start, read.zone(), read.duration());
    }

    private static RecurrenceRule rule(Recurrence read) {
        try {
            return LocalRule.of(read.rule(), read.zone()).rule();
        } catch (IllegalArgumentException invalid) {
            throw new IllegalArgumentException("must be a recurrence rule like FREQ=WEEKLY;BYDAY=SU", invalid);
        }
    }

    private static void requireDistance(List<Occurrence> times, Duration duration) {
        for (int i = 1; i < times.size(); i++) {
            Duration distance =
                    Duration.between(times.get(i - 1).start(), times.get(i).start());
            if (distance.compareTo(CLOSEST) < 0) {
                throw tooOften();
            }
            if (distance.compareTo(duration) < 0) {
                throw new IllegalArgumentException("has occurrences that begin before the one before is over");
            }
        }
    }

    private static IllegalArgumentException tooOften() {
        return new IllegalArgumentException("may have one occurrence an hour at most");
    }

    private static Optional<LocalDateTime> start(FieldReader form, String text) {
        try {
            LocalDateTime start = LocalDateTime.parse(text, START);
            if (!start.isBefore(EARLIEST) && start.isBefore(LATEST)) {
                return Optional.of(start);
            }
        } catch (DateTimeException invalid) {
            // reported below
        }
        form.wrong("start must be a local time like 2026-03-10T02:00");
        return Optional.empty();
    }

    private static Optional<ZoneId> zone(FieldReader form, String text) {
        if (ZoneId.getAvailableZoneIds().contains(text)) {
            return Optional.of(ZoneId.of(text));
        }
        form.wrong("zone must be the name of a time zone like Europe/Berlin");
        return Optional.empty();
    }
}
