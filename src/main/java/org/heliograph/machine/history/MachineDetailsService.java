package org.heliograph.machine.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.machine.Enrolment;
import org.heliograph.machine.Machine;
import org.heliograph.machine.MachineColumns;

/** What the page of a machine shows beside its columns: since when it has its status, by what it was enrolled, and when it was online. */
@ApplicationScoped
public class MachineDetailsService {
    /** The most changes of a status that a timeline has; one of a longer time begins later. */
    private static final int MOST = 1_000;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private MachineStatusRepository statuses;

    @Inject
    private MachineEventService events;

    @Inject
    private Clock clock;

    /** The organisation of a machine; empty when there is no such machine. */
    @Transactional
    public Optional<String> organizationOf(String id) {
        return statuses.organizationOf(id);
    }

    /**
     * The columns of a machine with the rest; empty when it has just been deleted.
     *
     * @param administers whether the reader administers the organisation, and may see its auth keys
     */
    @Transactional
    public Optional<JsonObject> read(String id, boolean administers) {
        Machine machine = entities.find(Machine.class, id);
        if (machine == null) {
            return Optional.empty();
        }
        Instant since = newest(machine.getOrgId(), id, 1).stream()
                .filter(change -> change.status().equals(machine.getStatus().text()))
                .map(MachineTimeline.Change::at)
                .findFirst()
                .orElse(null);
        return Optional.of(MachineColumns.row(machine, MachineColumns.ALL.all())
                .add("status_since", MachineColumns.toJson(since))
                .add("enrolment", enrolment(machine, administers))
                .build());
    }

    /** The newest changes of a machine's status, also those that are not stored yet, newest first. */
    private List<MachineTimeline.Change> newest(String orgId, String id, int most) {
        Stream<MachineTimeline.Change> recent = events.recent(orgId).stream()
                .filter(event -> event.machineId().equals(id) && event.status() != null)
                .map(event -> new MachineTimeline.Change(event.at(), event.status()));
        return Stream.concat(recent, statuses.newest(orgId, id, most).stream())
                .limit(most)
                .toList();
    }

    private JsonValue enrolment(Machine machine, boolean administers) {
        Enrolment enrolment = machine.getEnrolment();
        if (enrolment == null || enrolment.getAt() == null) {
            return JsonValue.NULL;
        }
        String key = enrolment.getAuthKeyId();
        JsonObjectBuilder json = JsonText.object()
                .add("at", MachineColumns.toJson(enrolment.getAt()))
                .add("by_auth_key", key != null);
        if (administers) {
            json.add("auth_key_id", JsonText.value(key))
                    .add("auth_key_prefix", JsonText.value(enrolment.getAuthKeyPrefix()))
                    .add("auth_key_description", JsonText.value(statuses.descriptionOf(key)));
        }
        return json.add("account_id", JsonText.value(enrolment.getAccountId()))
                .add("account_name", JsonText.value(statuses.nameOf(enrolment.getAccountId())))
                .build();
    }

    /** When a machine was online. @param window the time until now */
    @Transactional
    public JsonObject availability(String orgId, String id, Duration window) {
        Instant until = Timestamps.now(clock);
        Instant from = until.minus(window);
        List<MachineTimeline.Change> newest = newest(orgId, id, MOST);
        List<MachineTimeline.Change> changes = new ArrayList<>();
        newest.forEach(change -> changes.add(0, change));
        if (changes.isEmpty()) {
            // it has not changed since the events are stored
            statuses.steadySince(orgId, id).ifPresent(changes::add);
        } else if (newest.size() == MOST && changes.get(0).at().isAfter(from)) {
            from = changes.get(0).at();
        }
        MachineTimeline timeline = MachineTimeline.of(from, until, changes, statuses.outages(from, until));
        JsonArrayBuilder segments = JsonText.array();
        timeline.segments()
                .forEach(segment -> segments.add(JsonText.object()
                        .add("from", Timestamps.format(segment.from()))
                        .add("until", Timestamps.format(segment.until()))
                        .add("status", segment.status())));
        return JsonText.object()
                .add("from", Timestamps.format(from))
                .add("until", Timestamps.format(until))
                .add(
                        "availability",
                        timeline.availability().isPresent()
                                ? JsonText.value(timeline.availability().getAsDouble())
                                : JsonValue.NULL)
                .add("segments", segments)
                .build();
    }
}
