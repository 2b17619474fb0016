package org.heliograph.uptime.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.SecureTokens;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.FieldReader;
import org.heliograph.uptime.monitor.CustomMetric;
import org.heliograph.uptime.monitor.IdList;
import org.heliograph.uptime.monitor.Monitor;
import org.heliograph.uptime.monitor.PushTokens;
import org.heliograph.uptime.state.Failure;
import org.heliograph.uptime.state.MonitorStateRepository;

/** Administers monitors. Deleting one deletes its pulses and its history. */
@ApplicationScoped
public class MonitorAdminService extends AdminService<Monitor> {
    private static final int LONGEST_METRIC_NAME = 200;
    private static final int LONGEST_UNIT = 50;
    private static final int YEAR_SECONDS = 366 * 24 * 3600;
    private static final int MOST_CHECKS = 1_000_000;
    private static final Pattern TOKEN = Pattern.compile("(?!\\.+$)[A-Za-z0-9_.~+=:@-]{1,200}");
    private static final Pattern METRIC = Pattern.compile("(?!\\.+$)[A-Za-z0-9_.-]{1,50}");

    /** The other parameters of a pulse. */
    private static final Set<String> RESERVED_METRIC_IDS = Set.of(
            "latency",
            "ping",
            "startTime",
            "endTime",
            "custom1",
            "custom2",
            "custom3",
            "action",
            "token",
            "pulseId",
            "status",
            "msg");

    /** The greatest age of a first pulse. */
    private static final Duration OLDEST_PULSE = Duration.ofMinutes(10);

    @Inject
    private MonitorReferences references;

    @Inject
    private MonitorStateRepository states;

    @Inject
    private PushTokens tokens;

    /** For the container. */
    public MonitorAdminService() {
        super(
                Monitor.class,
                "monitor",
                "tokenHash",
                Monitor::getTokenHash,
                Set.of("interval", "resendNotification", "dependencies"));
    }

    @Override
    protected Monitor instantiate(String id, Instant now) {
        Monitor monitor = new Monitor(id, "", 0, now);
        monitor.setToken(SecureTokens.newToken(""), tokens);
        return monitor;
    }

    @Override
    protected BiConsumer<Monitor, FieldReader> prepare(FieldReader form) {
        return this::fill;
    }

    @Override
    protected ApiException taken() {
        return ApiException.conflict("There is a monitor of this id or token.");
    }

    @Override
    protected void requireFreeId(String id) {
        references.requireFreeId(id);
    }

    @Override
    protected void created(Monitor monitor, Instant now) {
        Instant firstHour = now.minus(OLDEST_PULSE).truncatedTo(ChronoUnit.HOURS);
        states.insert(monitor.getId(), now, firstHour);
    }

    /** Also the newest report of a failure. @throws ApiException 404 without such a monitor */
    @Override
    @Transactional
    public JsonObject get(String id) {
        JsonObject monitor = super.get(id);
        Failure failure = states.find(id).map(found -> found.state().failure()).orElse(null);
        if (failure == null) {
            return monitor;
        }
        JsonObjectBuilder last =
                JsonText.object().add("at", Timestamps.format(failure.at())).add("message", failure.message());
        JsonObjectBuilder json = JsonText.object();
        monitor.forEach(json::add);
        return json.add("lastFailure", last).build();
    }

    @Override
    protected void deleted(Monitor monitor) {
        references.remove(monitor.getId());
    }

    @Override
    protected void describe(Monitor monitor, JsonObjectBuilder json) {
        json.add("token", JsonText.value(tokens.open(monitor.getSealedToken()).orElse(null)))
                .add("interval", monitor.getIntervalSeconds())
                .add("maxRetries", monitor.getMaxRetries())
                .add("resendNotification", monitor.getResendNotification())
                .add("children", IdList.json(monitor.getChildren()))
                .add("dependencies", IdList.json(monitor.getDependencies()));
        for (int number = 1; number <= Monitor.METRICS; number++) {
            CustomMetric metric = monitor.getCustom(number);
            if (metric != null) {
                json.add("custom" + number, metric.json());
            }
        }
    }

    private void fill(Monitor monitor, FieldReader form) {
        form.need("interval");
        form.matching(
                        "token",
                        TOKEN.asMatchPredicate(),
                        "1 to 200 letters, digits or characters of _.~+=:@-, and not of dots alone")
                .ifPresent(token -> monitor.setToken(token, tokens));
        form.whole("interval", 1, YEAR_SECONDS).ifPresent(monitor::setIntervalSeconds);
        form.whole("maxRetries", 0, MOST_CHECKS).ifPresent(monitor::setMaxRetries);
        form.whole("resendNotification", 0, MOST_CHECKS).ifPresent(monitor::setResendNotification);
        Set<String> metricIds = new HashSet<>(RESERVED_METRIC_IDS);
        for (int number = 1; number <= Monitor.METRICS; number++) {
            fillMetric(monitor, number, form);
            CustomMetric metric = monitor.getCustom(number);
            if (metric != null && !metric.id().isEmpty() && !metricIds.add(metric.id())) {
                form.wrong("custom" + number + ".id " + metric.id() + " is taken");
            }
        }
        references.readChildren(form, monitor.getId()).ifPresent(monitor::setChildren);
        references.read(form, "dependencies").ifPresent(monitor::setDependencies);
    }

    private static void fillMetric(Monitor monitor, int number, FieldReader form) {
        String field = "custom" + number;
        if (form.cleared(field)) {
            monitor.setCustom(number, null);
        }
        form.object(field).ifPresent(sent -> {
            sent.need("id", "name");
            monitor.setCustom(
                    number,
                    new CustomMetric(
                            sent.matching(
                                            "id",
                                            METRIC.asMatchPredicate(),
                                            "1 to 50 letters, digits or characters of _.-, and not of dots alone")
                                    .orElse(""),
                            sent.text("name", LONGEST_METRIC_NAME).orElse(""),
                            sent.secret("unit", 0, LONGEST_UNIT).orElse(null)));
            form.include(field, sent);
        });
    }
}
