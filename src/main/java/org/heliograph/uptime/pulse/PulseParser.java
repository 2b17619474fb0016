package org.heliograph.uptime.pulse;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.heliograph.rest.ApiException;
import org.heliograph.uptime.state.Pulse;

/** Parses and validates the parameters of a report. */
final class PulseParser {
    private static final Duration MAX_AHEAD = Duration.ofSeconds(60);
    private static final Duration MAX_BEHIND = Duration.ofMinutes(10);
    private static final int MAX_NUMBER_LENGTH = 40;

    /** Small enough that the sum of many numbers is finite. */
    private static final double MAX_NUMBER = 1e15;

    /** Control characters, and halves of surrogate pairs. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}]+");

    private static final Pattern NUMBER = Pattern.compile("[-+0-9.eE]+");

    private final UnaryOperator<String> parameters;
    private final Instant now;

    /** @param parameters gives the text of a parameter; null when it was not sent */
    PulseParser(UnaryOperator<String> parameters, Instant now) {
        this.parameters = parameters;
        this.now = now;
    }

    /**
     * The time of a report is the start of the client's check: {@code startTime}, or else {@code endTime} less the latency, or else
     * now. A time in the future, which is accepted up to {@link #MAX_AHEAD}, counts as now. It is the report of a failure if its kind
     * says so, or its {@code status}.
     *
     * @throws ApiException 400 with the invalid parameter
     */
    Pulse parse(MonitorToken monitor, ReportKind kind) {
        boolean failed = isFailure() || kind.isFailure();
        Double latency = latency();
        // both: a check that began in bounds cannot have ended outside of them, and the time between any two need not
        // be a number
        Instant start = timeInBounds("startTime");
        Instant end = timeInBounds("endTime");
        if (start != null && end != null && latency == null) {
            latency = (double) Duration.between(start, end).toMillis();
            if (latency < 0) {
                throw ApiException.badRequest("endTime is before startTime");
            }
        }
        double millis = latency == null ? 0 : latency;
        Instant at = start != null ? start : end != null ? before(end, millis) : now;
        requireInBounds(at);
        List<Double> metrics = Arrays.asList(metric(monitor, 1), metric(monitor, 2), metric(monitor, 3));
        // a clock that runs ahead must not make a report newer than those that come after it
        Instant taken = at.isAfter(now) ? now : at;
        return new Pulse(taken.truncatedTo(ChronoUnit.MILLIS), millis, metrics, failed ? message(kind) : null);
    }

    private boolean isFailure() {
        String status = text("status");
        if (status == null || status.equals("up")) {
            return false;
        }
        if (status.equals("down") || status.equals("fail")) {
            return true;
        }
        throw ApiException.badRequest("Invalid status");
    }

    /** The sender's words on one line, without what a database cannot keep; or else the exit code. */
    private String message(ReportKind kind) {
        String sent = text("msg");
        String clean =
                sent == null ? "" : UNPRINTABLE.matcher(sent).replaceAll(" ").strip();
        String message = clean.isEmpty() ? kind.defaultMessage() : clean;
        int length = Math.min(message.length(), Pulse.LONGEST_MESSAGE);
        boolean cutsPair = length < message.length() && Character.isHighSurrogate(message.charAt(length - 1));
        return message.substring(0, cutsPair ? length - 1 : length);
    }

    /** Uptime Kuma's name of the parameter is {@code ping}. */
    private Double latency() {
        String name = text("latency") == null ? "ping" : "latency";
        Double latency = number(name);
        if (latency != null && latency < 0) {
            throw ApiException.badRequest("Invalid " + name);
        }
        return latency;
    }

    private Double metric(MonitorToken monitor, int number) {
        Double value = number("custom" + number);
        String id = monitor.metricIds().get(number - 1);
        return value != null || id.isEmpty() ? value : number(id);
    }

    private Double number(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            // parseDouble also accepts NaN, Infinity, hexadecimal digits and a final d or f
            if (text.length() <= MAX_NUMBER_LENGTH && NUMBER.matcher(text).matches()) {
                double value = Double.parseDouble(text);
                if (Math.abs(value) <= MAX_NUMBER) {
                    return value;
                }
            }
        } catch (NumberFormatException noNumber) {
            // rejected below
        }
        throw ApiException.badRequest("Invalid " + name);
    }

    private Instant timeInBounds(String name) {
        Instant time = time(name);
        if (time != null) {
            requireInBounds(time);
        }
        return time;
    }

    /** ISO-8601 with an offset, or milliseconds since 1970. */
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
        // a longer latency is capped: the result is rejected as too far in the past anyway
        return end.minusMillis(
                (long) Math.min(millis, MAX_BEHIND.multipliedBy(2).toMillis()));
    }

    private void requireInBounds(Instant at) {
        if (at.isAfter(now.plus(MAX_AHEAD))) {
            throw ApiException.badRequest("Timestamp too far in the future");
        }
        if (at.isBefore(now.minus(MAX_BEHIND))) {
            throw ApiException.badRequest("Timestamp too far in the past");
        }
    }

    /** An empty parameter counts as not sent: scripts send one when they have no value. */
    private String text(String name) {
        String text = parameters.apply(name);
        return text == null || text.isBlank() ? null : text.strip();
    }
}
