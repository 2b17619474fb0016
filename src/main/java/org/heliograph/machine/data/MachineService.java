package org.heliograph.machine.data;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.heliograph.event.Timestamps;
import org.heliograph.machine.ChangeSource;
import org.heliograph.machine.Machine;
import org.heliograph.machine.MachineColumns;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.query.DataQuery;
import org.heliograph.rest.ApiException;

/** Writes machines for people: what is written goes through the entities, so that it is told. */
@ApplicationScoped
public class MachineService {
    /** Rows that one call may write; they are one transaction, and all of them are answered. */
    private static final int MOST = 10_000;

    private static final int CHUNK = 200;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private MachineRepository rows;

    @Inject
    private Clock clock;

    /** Makes a machine that may register later under its name. @throws ApiException 409 when the name is taken */
    @Transactional
    public JsonObject create(String orgId, String name, MachinePatch columns, DataQuery query) {
        Instant now = Timestamps.now(clock);
        Machine machine = new Machine(UUID.randomUUID().toString(), orgId, name, now);
        machine.changeBecauseOf(ChangeSource.DATA_API);
        columns.apply(machine);
        entities.persist(machine);
        flush();
        return MachineColumns.row(machine, query.selected()).build();
    }

    /** Writes columns to all machines that are asked for in these organisations; answers them as they are then. */
    @Transactional
    public List<JsonObject> patch(DataQuery query, Collection<String> orgIds, MachinePatch columns) {
        Instant now = Timestamps.now(clock);
        return write(query, orgIds, machine -> {
            Map<String, Object> before = MachineColumns.valuesOf(machine);
            machine.changeBecauseOf(ChangeSource.DATA_API);
            columns.apply(machine);
            if (!Objects.equals(before, MachineColumns.valuesOf(machine))) {
                machine.setUpdatedAt(now);
            }
        });
    }

    /** Deletes all machines that are asked for in these organisations; answers them as they were. */
    @Transactional
    public List<JsonObject> delete(DataQuery query, Collection<String> orgIds) {
        return write(query, orgIds, entities::remove);
    }

    /** A chunk at a time, so that a big fleet does not sit in memory; within a chunk by id, as everybody locks machines. */
    private List<JsonObject> write(DataQuery query, Collection<String> orgIds, Consumer<Machine> change) {
        List<String> ids = rows.ids(query, orgIds, MOST + 1);
        if (ids.size() > MOST) {
            throw ApiException.badRequest(
                    "This would reach more than " + MOST + " machines; filter more narrowly or give a limit.");
        }
        Map<String, JsonObject> written = new HashMap<>();
        List<String> sorted = ids.stream().sorted().toList();
        for (int from = 0; from < sorted.size(); from += CHUNK) {
            List<String> chunk = sorted.subList(from, Math.min(sorted.size(), from + CHUNK));
            for (Machine machine : rows.lock(query, orgIds, chunk)) {
                change.accept(machine);
                written.put(
                        machine.getId(),
                        MachineColumns.row(machine, query.selected()).build());
            }
            flush();
            entities.clear();
        }
        return ids.stream().map(written::get).filter(Objects::nonNull).toList();
    }

    private void flush() {
        try {
            entities.flush();
        } catch (RuntimeException failed) {
            if (DatabaseException.isDuplicate(failed)) {
                throw ApiException.conflict("This organisation has a machine of that name already.");
            }
            throw failed;
        }
    }
}
