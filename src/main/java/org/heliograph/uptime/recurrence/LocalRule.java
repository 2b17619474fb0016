package org.heliograph.uptime.recurrence;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;

/**
 * A rule whose times are local: the library then knows no time zone, and java.time has the only say about clocks.
 *
 * @param rule with a last time that is local, and at or after the end
 * @param end  no occurrence begins after it
 */
record LocalRule(RecurrenceRule rule, Instant end) {
    /**
     * Parses the value of an {@code RRULE}. Its {@code UNTIL} may be a time in UTC, as RFC 5545 has it, a local time, or a day with all of it.
     *
     * @throws IllegalArgumentException for an invalid rule, with the reason
     */
    static LocalRule of(String text, ZoneId zone) {
        try {
            RecurrenceRule rule = new RecurrenceRule(text, RecurrenceRule.RfcMode.RFC5545_STRICT);
            DateTime until = rule.getUntil();
            if (until == null) {
                return new LocalRule(rule, Instant.MAX);
            }
            if (until.isAllDay() || until.isFloating()) {
                LocalDateTime last =
                        until.isAllDay() ? local(until).toLocalDate().atTime(23, 59, 59) : local(until);
                rule.setUntil(dateTime(last));
                return new LocalRule(rule, Instant.MAX);
            }
            Instant end = Instant.ofEpochMilli(until.getTimestamp());
            // where a change of the clock moves local times, only the moments themselves can be compared
            rule.setUntil(dateTime(LocalDateTime.ofInstant(end, zone).plusDays(1)));
            return new LocalRule(rule, end);
        } catch (InvalidRecurrenceRuleException | RuntimeException invalid) {
            // the library fails in several ways at days and times that do not exist
            throw new IllegalArgumentException(invalid.getMessage(), invalid);
        }
    }

    /** The library counts months from 0. */
    static LocalDateTime local(DateTime time) {
        return LocalDateTime.of(
                time.getYear(),
                time.getMonth() + 1,
                time.getDayOfMonth(),
                time.getHours(),
                time.getMinutes(),
                time.getSeconds());
    }

    static DateTime dateTime(LocalDateTime time) {
        return new DateTime(
                time.getYear(),
                time.getMonthValue() - 1,
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond());
    }
}
