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

/** Registers machines. A failed registration does not use up the auth key. */
@ApplicationScoped
public class RegistrationService {
    private static final String NODE_KEY_PREFIX = "nodekey-";

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private AuthKeyService keys;

    @Inject
    private Clock clock;

    /**
     * A registered machine.
     *
     * @param nodeKey the credential of its heartbeats, of which only the hash is stored
     * @param isNew   false when a machine of that name existed
     */
    record RegistrationResult(Machine machine, String nodeKey, boolean isNew) {}

    /**
     * Registers a machine, or registers one of that name again: it keeps its id and status and gets a new node key. For an
     * ephemeral one this counts as a heartbeat; otherwise the cleanup could delete it before the first heartbeat.
     *
     * @throws ApiException 401 {@code INVALID_KEY} or {@code KEY_USED}, 403 {@code MACHINE_DISABLED}
     */
    @Transactional
    RegistrationResult register(String authKey, RegisterMachineRequest request) {
        Instant now = Timestamps.now(clock);
        AuthKey key = keys.redeem(SecureTokens.hash(authKey), now);
        Machine machine = find(key.getOrgId(), request.name());
        boolean isNew = machine == null;
        if (isNew) {
            machine = new Machine(UUID.randomUUID().toString(), key.getOrgId(), request.name(), now);
        } else if (machine.isAdminDisabled()) {
            throw new ApiException(403, "MACHINE_DISABLED", "An administrator has disabled this machine.");
        } else if (key.isEphemeral()) {
            machine.setLastSeen(now);
        }
        String nodeKey = SecureTokens.newToken(NODE_KEY_PREFIX);
        request.applyTo(machine);
        machine.setEphemeral(key.isEphemeral());
        machine.setNodeKeyHash(SecureTokens.hash(nodeKey));
        machine.setUpdatedAt(now);
        if (isNew) {
            entities.persist(machine);
        }
        entities.flush();
        return new RegistrationResult(machine, nodeKey, isNew);
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
