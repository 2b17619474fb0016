package org.heliograph.machine.enrolment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.SecureTokens;
import org.heliograph.machine.Machine;
import org.heliograph.rest.ApiException;

/** Registers one machine, all or nothing: a refusal leaves the key unspent. */
@ApplicationScoped
public class RegistrationService {
    private static final String NODE_KEY_PREFIX = "nodekey-";

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private AuthKeyRedemption keys;

    @Inject
    private Clock clock;

    /** A machine that may report from now on with this node key, of which only the hash is kept. */
    record Registered(Machine machine, String nodeKey, boolean isNew) {}

    /**
     * A machine of that name is revived: it keeps its id and its status, and its former node key counts no more. An ephemeral
     * one has been seen thereby: its long silence would have it deleted before its first heartbeat.
     *
     * @throws ApiException 401 for the key, 403 {@code MACHINE_DISABLED}
     */
    @Transactional
    Registered register(String authKey, RegisterMachineRequest enrollee) {
        Instant now = Timestamps.now(clock);
        AuthKey key = keys.spend(SecureTokens.hash(authKey), now);
        Machine machine = find(key.getOrgId(), enrollee.name());
        boolean isNew = machine == null;
        if (isNew) {
            machine = new Machine(UUID.randomUUID().toString(), key.getOrgId(), enrollee.name(), now);
        } else if (machine.isAdminDisabled()) {
            throw new ApiException(403, "MACHINE_DISABLED", "An administrator has disabled this machine.");
        } else if (key.isEphemeral()) {
            machine.setLastSeen(now);
        }
        String nodeKey = SecureTokens.newToken(NODE_KEY_PREFIX);
        enrollee.describe(machine);
        machine.setEphemeral(key.isEphemeral());
        machine.setNodeKeyHash(SecureTokens.hash(nodeKey));
        machine.setUpdatedAt(now);
        if (isNew) {
            entities.persist(machine);
        }
        entities.flush();
        return new Registered(machine, nodeKey, isNew);
    }

    private Machine find(String orgId, String name) {
        return entities.createQuery("select m from Machine m where m.orgId = :org and m.name = :name", Machine.class)
                .setParameter("org", orgId)
                .setParameter("name", name)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst()
                .orElse(null);
    }
}
