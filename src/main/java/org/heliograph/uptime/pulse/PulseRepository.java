package org.heliograph.uptime.pulse;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.heliograph.availability.ServerAvailability;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonNumbers;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.persistence.TransactionCallbacks;
import org.heliograph.platform.trace.CurrentTrace;
import org.heliograph.uptime.group.GroupUptimeUpdater;
import org.heliograph.uptime.page.StatusPagePublisher;
import org.heliograph.uptime.state.MonitorMetrics;
import org.heliograph.uptime.state.MonitorState;
import org.heliograph.uptime.state.MonitorStateRepository;
import org.heliograph.uptime.state.OutageRepository;
import org.heliograph.uptime.state.Pulse;
import org.heliograph.uptime.state.StateChange;
import org.heliograph.uptime.state.StateEvent;
import org.heliograph.uptime.state.StateTransitions;
import org.heliograph.uptime.state.TimeRange;

/** Stores a batch of reports, updates the states of their monitors and publishes both, in one transaction. */
@ApplicationScoped
public class PulseRepository {
    private static final String INSERT =
            "insert into pulse (monitor_id, at, latency, custom1, custom2, custom3, failed, message)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?)";

    private SqlTemplate sql;
    private MonitorStateRepository states;
    private OutageRepository outages;
    private ServerAvailability availability;
    private StatusPagePublisher publisher;
    private GroupUptimeUpdater groups;
    private TransactionCallbacks transaction;
    private Clock clock;
    /** Whether a monitor has changed its status without an event: with its first pulse. Used by the one writer only. */
    private boolean appeared;

    /** For the container's proxies. */
    protected PulseRepository() {}

    @Inject
    PulseRepository(
            SqlTemplate sql,
            MonitorStateRepository states,
            OutageRepository outages,
            ServerAvailability availability,
            StatusPagePublisher publisher,
            GroupUptimeUpdater groups,
            TransactionCallbacks transaction,
            Clock clock) {
        this.sql = sql;
        this.states = states;
        this.outages = outages;
        this.availability = availability;
        this.publisher = publisher;
        this.groups = groups;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @return the ids of the batch's monitors that no longer exist; their pulses are not stored */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Set<String> store(List<PendingPulse> batch) {
        Set<String> ids = new TreeSet<>();
        batch.forEach(pending -> ids.add(pending.monitorId()));
        Map<String, MonitorState> current = new TreeMap<>();
        states.lock(ids).forEach(state -> current.put(state.monitorId(), state));
        // read after the locks: an event must not be older than one that another node has published under them
        Instant now = Timestamps.now(clock);
        List<Object[]> reports = new ArrayList<>(batch.size());
        StateTransitions transitions = new StateTransitions(outages(current.values(), batch, now), now);
        Set<String> changed = new TreeSet<>();
        List<StateChange> changes = new ArrayList<>();
        for (PendingPulse pending : batch) {
            MonitorState before = current.get(pending.monitorId());
            if (before == null) {
                continue;
            }
            Pulse report = pending.pulse();
            StateChange change =
                    transitions.afterReport(before, report, pending.monitor().settings());
            current.put(change.monitorId(), change.state());
            reports.add(parameters(change.monitorId(), report));
            if (!change.state().status().equals(before.status())
                    || !change.events().isEmpty()) {
                changed.add(change.monitorId());
            }
            appeared |= change.events().isEmpty() && !change.state().status().equals(before.status());
            changes.add(change);
            try (CurrentTrace.Scope request = CurrentTrace.open(pending.trace())) {
                publish(change, report);
            }
        }
        sql.batch(INSERT, reports);
        states.updateAfterPulses(current.values());
        states.expediteUptimes(changed);
        groups.expedite(changed);
        transaction.afterCommit(() -> MonitorMetrics.count(changes));
        ids.removeAll(current.keySet());
        return ids;
    }

    /** Whether a monitor got its first pulse since the last call, which no logged event reports. */
    public boolean takeAppeared() {
        boolean taken = appeared;
        appeared = false;
        return taken;
    }

    /** An outage that has just ended must be recorded before the silence in it is judged. */
    private Supplier<List<TimeRange>> outages(
            Collection<MonitorState> monitors, List<PendingPulse> batch, Instant now) {
        List<Instant> reports =
                batch.stream().map(pending -> pending.pulse().at()).toList();
        Supplier<List<TimeRange>> during = outages.during(List.copyOf(monitors), reports, now);
        AtomicBoolean recorded = new AtomicBoolean();
        return () -> {
            if (recorded.compareAndSet(false, true)) {
                availability.heartbeat();
            }
            return during.get();
        };
    }

    private static Object[] parameters(String monitorId, Pulse report) {
        List<Double> metrics = report.metrics();
        return new Object[] {
            monitorId,
            report.at(),
            report.latency(),
            metrics.get(0),
            metrics.get(1),
            metrics.get(2),
            report.isFailure(),
            report.failure()
        };
    }

    private void publish(StateChange change, Pulse report) {
        for (StateEvent event : change.events()) {
            publisher.publish(event.action(), change.monitorId(), event::describe);
        }
        if (!report.isFailure()) {
            String status = change.state().status();
            publisher.publishTransient("pulse", change.monitorId(), json -> describe(json, report, status));
        }
    }

    private static void describe(JsonObjectBuilder json, Pulse pulse, String status) {
        json.add("status", status);
        JsonNumbers.add(json, "latency", pulse.latency());
        json.add("timestamp", Timestamps.format(pulse.at()));
        for (int i = 0; i < Pulse.METRICS; i++) {
            Double value = pulse.metrics().get(i);
            if (value != null) {
                JsonNumbers.add(json, "custom" + (i + 1), value);
            }
        }
    }
}
