package org.heliograph.uptime.pulse;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;
import org.heliograph.rest.ApiException;

/** Reads a pulse from what a client sent, strictly. */
final class PulseParser {
    private static final Duration AHEAD = Duration.ofSeconds(60);
    private static final Duration BEHIND = Duration.ofMinutes(10);
    private static final int LONGEST_NUMBER = 40;

    /** Sums of many such numbers are still numbers. */
    private static final double LARGEST = 1e15;

    private final UnaryOperator<String> parameters;
    private final Instant now;

    /** @param parameters gives the text of a parameter; null when it was not sent */
    PulseParser(UnaryOperator<String> parameters, Instant now) {
        this.parameters = parameters;
        this.now = now;
    }

    /**
     * A pulse is of the time at which the check began, which is {@code startTime}, or follows from {@code endTime} and the latency;
     * else it is of now.
     *
     * @throws ApiException 400 that says what is wrong
     */
    Pulse read(MonitorToken target) {
        Double latency = latency();
        Instant start = time("startTime");
        Instant end = time("endTime");
        if (end != null) {
            // however long a check took that began in bounds, it cannot have ended out of them
            inBounds(end);
        }
        if (start != null && end != null && latency == null) {
            latency = (double) Duration.between(start, end).toMillis();
            if (latency < 0) {
                throw ApiException.badRequest("endTime is before startTime");
            }
        }
        double millis = latency == null ? 0 : latency;
        Instant at = start != null ? start : end != null ? before(end, millis) : now;
        inBounds(at);
        PulseMetrics metrics = new PulseMetrics(metric(target, 1), metric(target, 2), metric(target, 3));
        return new Pulse(at.truncatedTo(ChronoUnit.MILLIS), millis, metrics);
    }

    private Double latency() {
        Double latency = number("latency");
        if (latency != null && latency < 0) {
            throw ApiException.badRequest("Invalid latency");
        }
        return latency;
    }

    private Double metric(MonitorToken target, int number) {
        Double value = number("custom" + number);
        String id = target.metricIds().get(number - 1);
        return value != null || id.isEmpty() ? value : number(id);
    }

    private Double number(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            double value = Double.parseDouble(text);
            // parseDouble also takes words, hexadecimal digits and a final d or f
            if (Math.abs(value) <= LARGEST && text.length() <= LONGEST_NUMBER && text.matches("[-+0-9.eE]+")) {
                return value;
            }
        } catch (NumberFormatException noNumber) {
            // said below
        }
        throw ApiException.badRequest("Invalid " + name);
    }

    /** ISO-8601 with its offset, or milliseconds since 1970. */
    private Instant time(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return text.matches("-?\\d{1,15}")
                    ? Instant.ofEpochMilli(Long.parseLong(text))
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noTime) {
            throw ApiException.badRequest("Invalid " + name + " format");
        }
    }

    private static Instant before(Instant end, double millis) {
        // more than it can be is refused as too far in the past all the same
        return end.minusMillis((long) Math.min(millis, BEHIND.multipliedBy(2).toMillis()));
    }

    private void inBounds(Instant at) {
        if (at.isAfter(now.plus(AHEAD))) {
            throw ApiException.badRequest("Timestamp too far in the future");
        }
        if (at.isBefore(now.minus(BEHIND))) {
            throw ApiException.badRequest("Timestamp too far in the past");
        }
    }

    /** Scripts send a parameter empty when they have nothing to say. */
    private String text(String name) {
        String text = parameters.apply(name);
        return text == null || text.isBlank() ? null : text.strip();
    }
}
