package org.heliograph.machine.heartbeat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.heliograph.machine.ChangeSource;
import org.heliograph.machine.HeartbeatTraces;
import org.heliograph.machine.Machine;
import org.heliograph.machine.MachineStatus;
import org.heliograph.machine.heartbeat.HeartbeatRepository.MachineSnapshot;
import org.heliograph.platform.trace.TraceParent;
import org.heliograph.rest.ApiException;

/**
 * Applies heartbeats that change their machines, a group in one transaction: one flush, in batches, of which the entity listener sees every
 * change. A group waits for no row: a machine that another transaction has locked is left for later.
 */
@ApplicationScoped
public class TransitionRepository {
    private static final Logger LOG = Logger.getLogger(TransitionRepository.class.getName());

    @PersistenceContext
    private EntityManager entities;

    /** What became of a transition. */
    sealed interface Outcome {
        /** It was applied. */
        record Applied(MachineSnapshot machine) implements Outcome {}

        /** Nothing was changed: the key is no longer the machine's, the machine is disabled, or its agent runs on a clone. */
        record Refused(ApiException reason) implements Outcome {}

        /** Another transaction has locked the machine. */
        record Locked() implements Outcome {}
    }

    /**
     * Applies transitions of different machines under the locks of their rows. A quarantined machine keeps its status.
     *
     * @return what became of each, in the same order
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<Outcome> store(List<PendingTransition> group) {
        Set<String> ids =
                group.stream().map(PendingTransition::machineId).collect(Collectors.toCollection(HashSet::new));
        Map<String, Machine> machines = lock(ids);
        ids.removeAll(machines.keySet());
        Set<String> locked = existing(ids);
        List<Outcome> outcomes = new ArrayList<>(group.size());
        Map<String, TraceParent> traces = new HashMap<>();
        for (PendingTransition transition : group) {
            Machine machine = machines.get(transition.machineId());
            outcomes.add(locked.contains(transition.machineId()) ? new Outcome.Locked() : apply(machine, transition));
            if (transition.trace() != null) {
                traces.put(transition.machineId(), transition.trace());
            }
        }
        HeartbeatTraces.during(traces, entities::flush);
        return outcomes;
    }

    /** @param machine null when it is gone */
    private static Outcome apply(Machine machine, PendingTransition transition) {
        if (machine == null
                || machine.isAdminDisabled()
                || !transition.keyHash().equals(machine.getNodeKeyHash())) {
            return new Outcome.Refused(HeartbeatService.invalidNodeKey());
        }
        HeartbeatRequest request = transition.request();
        if (request.instance().isPresent()
                && !accept(machine, request.instance().get())) {
            return new Outcome.Refused(new ApiException(
                    409,
                    "NODE_KEY_IN_USE",
                    "Another agent uses this node key; a copy of its disk must register anew."));
        }
        boolean changed = set(request.version(), machine.getVersion(), machine::setVersion);
        changed |= set(request.os(), machine.getOs(), machine::setOs);
        changed |= set(request.tailnetIp(), machine.getTailnetIp(), machine::setTailnetIp);
        if (changed) {
            machine.setUpdatedAt(transition.at());
        }
        machine.setLastSeen(transition.at());
        if (machine.getStatus() != MachineStatus.QUARANTINED) {
            machine.setStatus(request.status());
        }
        return new Outcome.Applied(MachineSnapshot.of(machine));
    }

    /**
     * Applies routine heartbeats whose machines were no longer online when {@code last_seen} was to be written. Each sets its machine
     * online unless a later change took it offline: an agent that signs off moves {@code last_seen}, and a person who changes the
     * machine moves {@code updated_at}. The cleanup moves neither, so that the heartbeat overrides it.
     *
     * @param batch of different machines
     * @return those of machines that another transaction has locked
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<LastSeen> applyLate(List<LastSeen> batch) {
        Set<String> ids = batch.stream().map(LastSeen::machineId).collect(Collectors.toCollection(HashSet::new));
        Map<String, Machine> machines = lock(ids);
        batch.stream()
                .filter(seen -> machines.containsKey(seen.machineId()))
                .forEach(seen -> applyLate(machines.get(seen.machineId()), seen));
        entities.flush();
        ids.removeAll(machines.keySet());
        Set<String> locked = existing(ids);
        return batch.stream().filter(seen -> locked.contains(seen.machineId())).toList();
    }

    private static void applyLate(Machine machine, LastSeen seen) {
        if (machine.isAdminDisabled()
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
            // its time may be older than those of a cohort are
            machine.leaveCohort();
        }
    }

    private static boolean accept(Machine machine, String instance) {
        String clone = machine.getClonedInstance();
        if (!machine.acceptInstance(instance)) {
            return false;
        }
        if (!Objects.equals(clone, machine.getClonedInstance())) {
            LOG.log(
                    Level.WARNING,
                    "two agents used the node key of machine {0} ({1}): the newer one runs on a clone of its disk and is refused",
                    new Object[] {machine.getName(), machine.getId()});
        }
        return true;
    }

    /** Locks those of the machines that exist and are not locked by others. Native, since on H2 the hint of JPA waits. */
    private Map<String, Machine> lock(Collection<String> ids) {
        List<String> free = ids(ids, " order by id for update skip locked");
        Map<String, Machine> machines = new HashMap<>();
        if (!free.isEmpty()) {
            // the lock mode makes every provider read the current state
            entities.createQuery("select m from Machine m where m.id in :ids order by m.id", Machine.class)
                    .setParameter("ids", padded(free))
                    .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                    .getResultStream()
                    .forEach(machine -> {
                        machine.setChangeSource(ChangeSource.HEARTBEAT);
                        machines.put(machine.getId(), machine);
                    });
        }
        return machines;
    }

    private Set<String> existing(Collection<String> ids) {
        return ids.isEmpty() ? Set.of() : Set.copyOf(ids(ids, ""));
    }

    private List<String> ids(Collection<String> ids, String suffix) {
        List<String> values = padded(List.copyOf(ids));
        String marks =
                IntStream.rangeClosed(1, values.size()).mapToObj(i -> "?" + i).collect(Collectors.joining(", "));
        Query query = entities.createNativeQuery("select id from machine where id in (" + marks + ")" + suffix);
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.get(i));
        }
        List<String> found = new ArrayList<>();
        query.getResultList().forEach(id -> found.add((String) id));
        return found;
    }

    /** Repeats the last one up to a power of two, so that there are few different statements. */
    private static List<String> padded(List<String> ids) {
        int size = Integer.highestOneBit(Math.max(1, 2 * ids.size() - 1));
        return IntStream.range(0, size)
                .mapToObj(i -> ids.get(Math.min(i, ids.size() - 1)))
                .toList();
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
