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
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditTrail;
import org.heliograph.event.Timestamps;
import org.heliograph.machine.ChangeSource;
import org.heliograph.machine.Enrolment;
import org.heliograph.machine.Machine;
import org.heliograph.machine.MachineColumns;
import org.heliograph.machine.count.MachineLimit;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.query.DataQuery;
import org.heliograph.rest.ApiException;

/** Creates, changes and deletes machines for the data API. It writes through entities, so that changes are published. */
@ApplicationScoped
public class MachineService {
    /** Maximum number of machines per call: it is one transaction and returns every row. */
    private static final int MAX_ROWS = 10_000;

    private static final int CHUNK_SIZE = 200;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private MachineRepository repository;

    @Inject
    private MachineLimit limit;

    @Inject
    private AuditTrail audit;

    @Inject
    private Clock clock;

    /** Creates a pending machine, to which a registration of that name applies. @param accountId who adds it @throws ApiException 409 for a duplicate name, or one machine too many */
    @Transactional
    public JsonObject create(String orgId, String name, MachinePatch patch, DataQuery query, String accountId) {
        limit.requirePlace(orgId);
        Instant now = Timestamps.now(clock);
        Machine machine = new Machine(UUID.randomUUID().toString(), orgId, name, now);
        machine.setChangeSource(ChangeSource.DATA_API);
        machine.setEnrolment(new Enrolment(null, null, accountId, now));
        patch.apply(machine);
        entities.persist(machine);
        flush();
        MachineAudit created = new MachineAudit(AuditAction.MACHINE_CREATE);
        created.add(machine, null, MachineColumns.valuesOf(machine));
        created.entries().forEach(audit::record);
        return MachineColumns.row(machine, query.selected()).build();
    }

    /** Applies a patch to all machines of these organisations that match. @return their rows after the change */
    @Transactional
    public List<JsonObject> patch(DataQuery query, Collection<String> orgIds, MachinePatch patch) {
        Instant now = Timestamps.now(clock);
        MachineAudit changed = new MachineAudit(AuditAction.MACHINE_UPDATE);
        List<JsonObject> rows = write(query, orgIds, machine -> {
            Map<String, Object> before = MachineColumns.valuesOf(machine);
            machine.setChangeSource(ChangeSource.DATA_API);
            patch.apply(machine);
            if (!Objects.equals(before, MachineColumns.valuesOf(machine))) {
                machine.setUpdatedAt(now);
                machine.leaveCohort();
                changed.add(machine, before, MachineColumns.valuesOf(machine));
            }
        });
        changed.entries().forEach(audit::record);
        return rows;
    }

    /** Deletes all machines of these organisations that match. @return their former rows */
    @Transactional
    public List<JsonObject> delete(DataQuery query, Collection<String> orgIds) {
        MachineAudit deleted = new MachineAudit(AuditAction.MACHINE_DELETE);
        List<JsonObject> rows = write(query, orgIds, machine -> {
            deleted.add(machine, MachineColumns.valuesOf(machine), null);
            entities.remove(machine);
        });
        deleted.entries().forEach(audit::record);
        return rows;
    }

    /** Writes in chunks to bound memory, and in the order of ids, in which all writers lock machines. */
    private List<JsonObject> write(DataQuery query, Collection<String> orgIds, Consumer<Machine> change) {
        List<String> ids = repository.ids(query, orgIds, MAX_ROWS + 1);
        if (ids.size() > MAX_ROWS) {
            throw ApiException.badRequest("More than " + MAX_ROWS + " machines match; add filters or a limit.");
        }
        Map<String, JsonObject> written = new HashMap<>();
        List<String> sorted = ids.stream().sorted().toList();
        for (int from = 0; from < sorted.size(); from += CHUNK_SIZE) {
            List<String> chunk = sorted.subList(from, Math.min(sorted.size(), from + CHUNK_SIZE));
            for (Machine machine : repository.lock(query, orgIds, chunk)) {
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
                throw ApiException.conflict("This organisation already has a machine of that name.");
            }
            throw failed;
        }
    }
}
