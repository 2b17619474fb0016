package org.heliograph.machine.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.heliograph.event.Publication;
import org.heliograph.eventlog.EventLog;
import org.heliograph.rest.ListPage;

/** Reads the events of machines: the stored ones, and before them those that only the log has so far. */
@ApplicationScoped
class MachineEventService {
    /** The job stores them every other second: so many within that time are rare, and are read from the log when the job has run. */
    private static final int MOST_OF_LOG = 1_000;

    @Inject
    private MachineEventRepository events;

    @Inject
    private MachineEventRecorder recorder;

    @Inject
    private EventLog log;

    /** A page of the events of an organisation, newest first. @param machineId only of this machine; null for all */
    ListPage.Rows<MachineEvent> list(String orgId, String machineId, ListPage page) {
        long before = page.after(0, 1).map(MachineEventService::position).orElse(Long.MAX_VALUE);
        List<MachineEvent> rows = new ArrayList<>();
        for (MachineEvent event : recent(orgId)) {
            if (event.seq() < before && (machineId == null || machineId.equals(event.machineId()))) {
                rows.add(event);
            }
        }
        rows = new ArrayList<>(rows.subList(0, Math.min(rows.size(), page.readLimit())));
        int missing = page.readLimit() - rows.size();
        if (missing > 0) {
            long from = rows.isEmpty() ? before : rows.get(rows.size() - 1).seq();
            rows.addAll(
                    machineId == null
                            ? events.read(orgId, from, missing)
                            : events.read(orgId, machineId, from, missing));
        }
        Set<String> existing = events.existing(
                orgId, rows.stream().map(MachineEvent::machineId).collect(Collectors.toSet()));
        return new ListPage.Rows<>(
                rows,
                event -> List.of(Long.toString(event.seq())),
                event -> event.json(existing.contains(event.machineId())));
    }

    /** Events that are not stored yet, newest first. */
    List<MachineEvent> recent(String orgId) {
        List<Publication> read = log.read(MachineEventRecorder.topic(orgId), events.position(orgId), MOST_OF_LOG);
        if (read.isEmpty()) {
            return List.of();
        }
        List<MachineEvent> named = new ArrayList<>(recorder.named(orgId, read));
        Collections.reverse(named);
        return named;
    }

    private static long position(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException malformed) {
            throw ListPage.invalidCursor();
        }
    }
}
