package org.heliograph.uptime.admin;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.heliograph.rest.Form;
import org.heliograph.uptime.monitor.CustomMetric;
import org.heliograph.uptime.monitor.Monitor;

/** Fills a monitor in from what was sent of it, all but what names other things; says in the form what is wrong. */
final class MonitorForm {
    static final int LONGEST_NAME = 200;

    private static final int LONGEST_UNIT = 50;
    private static final int YEAR_SECONDS = 366 * 24 * 3600;
    private static final int MOST_MISSES = 1_000_000;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_.~+=:@-]{1,200}");
    private static final Pattern METRIC = Pattern.compile("[A-Za-z0-9_.-]{1,50}");

    /** What a pulse calls other things. */
    private static final Set<String> RESERVED = Set.of(
            "latency", "startTime", "endTime", "custom1", "custom2", "custom3", "action", "token", "pulseId", "status");

    private final Monitor monitor;
    private final Form form;

    private MonitorForm(Monitor monitor, Form form) {
        this.monitor = monitor;
        this.form = form;
    }

    static void fill(Monitor monitor, Form form) {
        new MonitorForm(monitor, form).fill();
    }

    private void fill() {
        form.need("name", "interval").keep("token", "maxRetries", "resendNotification");
        form.text("name", LONGEST_NAME).ifPresent(monitor::setName);
        form.matching("token", TOKEN, "1 to 200 letters, digits or characters of _.~+=:@-")
                .ifPresent(monitor::setToken);
        form.whole("interval", 1, YEAR_SECONDS).ifPresent(monitor::setIntervalSeconds);
        form.whole("maxRetries", 0, MOST_MISSES).ifPresent(monitor::setMaxRetries);
        form.whole("resendNotification", 0, MOST_MISSES).ifPresent(monitor::setResendNotification);
        Set<String> ids = new HashSet<>(RESERVED);
        for (int number = 1; number <= Monitor.METRICS; number++) {
            fill(number);
            CustomMetric metric = monitor.getCustom(number);
            if (metric != null && !metric.id().isEmpty() && !ids.add(metric.id())) {
                form.wrong("custom" + number + ".id " + metric.id() + " is taken");
            }
        }
    }

    private void fill(int number) {
        String field = "custom" + number;
        if (form.cleared(field)) {
            monitor.setCustom(number, null);
        }
        form.object(field).ifPresent(sent -> {
            sent.need("id", "name");
            monitor.setCustom(
                    number,
                    new CustomMetric(
                            sent.matching("id", METRIC, "1 to 50 letters, digits or characters of _.-")
                                    .orElse(""),
                            sent.text("name", LONGEST_NAME).orElse(""),
                            sent.secret("unit", 0, LONGEST_UNIT).orElse(null)));
            form.include(field, sent);
        });
    }
}
