package org.heliograph.machine.heartbeat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.heliograph.machine.ChangeSource;
import org.heliograph.machine.Machine;
import org.heliograph.machine.MachineStatus;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.rest.ApiException;

/** Finds machines by node key and writes what heartbeats change. */
@ApplicationScoped
public class HeartbeatRepository {
    private static final Logger LOG = Logger.getLogger(HeartbeatRepository.class.getName());

    private static final String SELECT = "select id, status, version, os, tailnet_ip, agent_instance from machine"
            + " where node_key_hash = ? and admin_disabled = false";

    private static final String UPDATE_LAST_SEEN = "update machine set last_seen = ?"
            + " where id = ? and status = 'online' and (last_seen is null or last_seen < ?)";

    @Inject
    private SqlTemplate sql;

    @PersistenceContext
    private EntityManager entities;

    /** The columns of a machine that a heartbeat may change. */
    public record MachineSnapshot(
            String id, MachineStatus status, String version, String os, String tailnetIp, String instance) {}

    /**
     * The machine of a node key; empty for an unknown key or a disabled machine. Each call queries the database, by one
     * indexed statement without an entity or a transaction. Without a cache, a withdrawn key is rejected at once on every
     * node.
     */
    public Optional<MachineSnapshot> findByNodeKey(String hash) {
        return sql
                .query(
                        SELECT,
                        row -> new MachineSnapshot(
                                row.text("id"),
                                MachineStatus.BY_TEXT.get(row.text("status")),
                                row.text("version"),
                                row.text("os"),
                                row.text("tailnet_ip"),
                                row.text("agent_instance")),
                        hash)
                .stream()
                .findFirst();
    }

    /**
     * Applies a heartbeat under the lock of the machine's row. A quarantined machine keeps its status.
     *
     * @return the machine after the change; empty when the key is no longer the machine's, or the machine is disabled
     * @throws ApiException 409 {@code NODE_KEY_IN_USE} for an agent on a clone of the machine's disk
     */
    @Transactional
    public Optional<MachineSnapshot> update(String machineId, String keyHash, HeartbeatRequest request, Instant now) {
        Machine machine = lock(machineId);
        if (machine == null || machine.isAdminDisabled() || !keyHash.equals(machine.getNodeKeyHash())) {
            return Optional.empty();
        }
        request.instance().ifPresent(instance -> accept(machine, instance));
        boolean changed = set(request.version(), machine.getVersion(), machine::setVersion);
        changed |= set(request.os(), machine.getOs(), machine::setOs);
        changed |= set(request.tailnetIp(), machine.getTailnetIp(), machine::setTailnetIp);
        if (changed) {
            machine.setUpdatedAt(now);
        }
        machine.setLastSeen(now);
        if (machine.getStatus() != MachineStatus.QUARANTINED) {
            machine.setStatus(request.status());
        }
        entities.flush();
        return Optional.of(new MachineSnapshot(
                machine.getId(),
                machine.getStatus(),
                machine.getVersion(),
                machine.getOs(),
                machine.getTailnetIp(),
                machine.getAgentInstance()));
    }

    /**
     * Writes {@code last_seen} of a batch in one transaction, without entities and so without events. Only rows that are
     * online are updated: a machine that the cleanup has set offline must come back by a change of status, which is published.
     *
     * @return the entries whose machine is not online or has a later time already
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<LastSeen> writeLastSeen(List<LastSeen> batch) {
        int[] counts = sql.batch(
                UPDATE_LAST_SEEN,
                batch.stream()
                        .map(seen -> new Object[] {seen.at(), seen.machineId(), seen.at()})
                        .toList());
        return IntStream.range(0, counts.length)
                .filter(i -> counts[i] == 0)
                .mapToObj(batch::get)
                .toList();
    }

    /**
     * Applies a routine heartbeat whose machine was no longer online when {@code last_seen} was to be written. It sets the
     * machine online unless a later change took it offline: an agent that signs off moves {@code last_seen}, and a person
     * who changes the machine moves {@code updated_at}. The cleanup moves neither, so that the heartbeat overrides it.
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void applyLate(LastSeen seen) {
        Machine machine = lock(seen.machineId());
        if (machine == null
                || machine.isAdminDisabled()
                || (machine.getLastSeen() != null && !seen.at().isAfter(machine.getLastSeen()))) {
            return;
        }
        boolean down = machine.getStatus() == MachineStatus.OFFLINE || machine.getStatus() == MachineStatus.PENDING;
        if (down && !seen.at().isAfter(machine.getUpdatedAt())) {
            return;
        }
        machine.setLastSeen(seen.at());
        if (down) {
            machine.setStatus(MachineStatus.ONLINE);
        }
        entities.flush();
    }

    private static void accept(Machine machine, String instance) {
        String clone = machine.getClonedInstance();
        if (!machine.acceptInstance(instance)) {
            throw new ApiException(
                    409, "NODE_KEY_IN_USE", "Another agent uses this node key; a copy of its disk must register anew.");
        }
        if (!Objects.equals(clone, machine.getClonedInstance())) {
            LOG.log(
                    Level.WARNING,
                    "two agents used the node key of machine {0} ({1}): the newer one runs on a clone of its disk and is refused",
                    new Object[] {machine.getName(), machine.getId()});
        }
    }

    private Machine lock(String machineId) {
        Machine machine = entities.find(Machine.class, machineId, LockModeType.PESSIMISTIC_WRITE);
        if (machine != null) {
            machine.setChangeSource(ChangeSource.HEARTBEAT);
        }
        return machine;
    }

    /** Sets a field that the request contains with a new value. @return whether it did */
    private static boolean set(Optional<String> requested, String current, Consumer<String> setter) {
        if (requested.isEmpty() || requested.get().equals(current)) {
            return false;
        }
        setter.accept(requested.get());
        return true;
    }
}
