package org.heliograph.machine.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.heliograph.event.Publication;
import org.heliograph.event.Timestamps;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.EventLog;
import org.heliograph.machine.MachineListener;
import org.heliograph.machine.history.MachineEventRepository.Age;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.RetentionSettings;

/**
 * Copies the publications about machines from the log, with the names of the machines, since the log keeps them for a short time only. It
 * goes on where it or another node ended, so that events of a time in which the job did not run are not missing.
 */
@ApplicationScoped
public class MachineEventRecorder {
    /** How many publications a transaction copies at most. */
    static final int STEP = 500;

    /** An organisation with more waits for the next run, so that the others have their turn. */
    private static final int MAX_STEPS = 20;

    /** How many old events a transaction looks at, and deletes at most. */
    private static final int PURGED_AT_ONCE = 5_000;

    /** How long a run copies; much less than the time after which a node is not ready because a job of a short period has not ended. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(MachineEventRecorder.class.getName());

    private MachineEventRepository events;
    private EventLog log;
    private Configuration configuration;
    private Clock clock;

    /** For the container's proxies. */
    protected MachineEventRecorder() {}

    @Inject
    MachineEventRecorder(MachineEventRepository events, EventLog log, Configuration configuration, Clock clock) {
        this.events = events;
        this.log = log;
        this.configuration = configuration;
        this.clock = clock;
    }

    @Produces
    static ScheduledJob job(MachineEventRecorder recorder) {
        Set<String> failing = ConcurrentHashMap.newKeySet();
        return new ScheduledJob("machine-events", Duration.ofSeconds(2), () -> copyAll(recorder, failing, LONGEST));
    }

    @Produces
    static ScheduledJob retention(MachineEventRecorder recorder) {
        return new ScheduledJob("machine-event-retention", Duration.ofHours(1), recorder::purge);
    }

    /**
     * Copies what is new, in an order that differs from run to run, so that an organisation after which the time is over has its turn in
     * another run. An organisation that cannot be copied does not keep the others from it.
     *
     * @param failing organisations that could not be copied in an earlier run: these are not logged again
     * @param longest a run longer than this would count as one that hangs; what is left waits for the next run
     */
    static void copyAll(MachineEventRecorder recorder, Set<String> failing, Duration longest) {
        long start = System.nanoTime();
        List<String> all = new ArrayList<>(recorder.behind());
        Collections.shuffle(all);
        List<RuntimeException> failures = new ArrayList<>();
        for (String orgId : all) {
            try {
                int steps = 0;
                while (System.nanoTime() - start < longest.toNanos() && steps < MAX_STEPS && recorder.copy(orgId)) {
                    steps++;
                }
                failing.remove(orgId);
            } catch (RuntimeException failure) {
                if (DatabaseException.isOutage(failure)) {
                    // it concerns all organisations, and is logged once for all jobs
                    throw failure;
                }
                failures.add(failure);
                if (failing.add(orgId)) {
                    LOG.log(
                            Level.WARNING,
                            failure,
                            () -> "the events of the machines of organisation " + orgId + " are not stored");
                }
            }
        }
        // of one alone it says nothing about the node
        if (failures.size() > 1 && failures.size() == all.size()) {
            throw failures.get(0);
        }
    }

    /** The organisations whose events are not all stored. Called outside of a transaction. */
    public List<String> behind() {
        return events.behind();
    }

    /** Copies some publications of an organisation. @return whether more may be left */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public boolean copy(String orgId) {
        if (!events.claim()) {
            return false;
        }
        List<Publication> read = log.read(topic(orgId), events.position(orgId), STEP);
        if (read.isEmpty()) {
            return false;
        }
        events.insert(orgId, named(orgId, read));
        events.move(orgId, read.get(read.size() - 1).seq());
        return read.size() == STEP;
    }

    /** What publications say of machines, each with the name that the machine had then, as far as it is known. */
    List<MachineEvent> named(String orgId, List<Publication> publications) {
        List<MachineEvent> found = publications.stream()
                .map(MachineEvent::of)
                .flatMap(Optional::stream)
                .toList();
        Map<String, String> names =
                events.names(orgId, found.stream().map(MachineEvent::machineId).collect(Collectors.toSet()));
        List<MachineEvent> named = new ArrayList<>();
        for (MachineEvent event : found) {
            MachineEvent one = event.named(names.get(event.machineId()));
            names.put(one.machineId(), one.name());
            named.add(one);
        }
        return named;
    }

    static Topic topic(String orgId) {
        return Topic.ofOrganization(orgId, MachineListener.CHANNEL);
    }

    /** Deletes events that are older than they are kept. Called outside of a transaction: each statement commits by itself. */
    public void purge() {
        Instant before = Timestamps.now(clock).minus(configuration.get(RetentionSettings.MACHINE_EVENT_RETENTION));
        Optional<Age> place = Optional.of(Age.FIRST);
        while (place.isPresent()) {
            place = events.purge(before, place.get(), PURGED_AT_ONCE);
        }
    }
}
