package org.heliograph.machine.enrolment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.SecureTokens;
import org.heliograph.json.JsonText;
import org.heliograph.machine.ChangeSource;
import org.heliograph.machine.Enrolment;
import org.heliograph.machine.Machine;
import org.heliograph.machine.count.MachineLimit;
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
    private MachineNameAllocator names;

    @Inject
    private MachineLimit limit;

    @Inject
    private AuditTrail audit;

    @Inject
    private Clock clock;

    /**
     * A registered machine.
     *
     * @param nodeKey  the credential of its heartbeats, of which only the hash is stored
     * @param reusable whether the auth key may register more machines; false without an auth key
     * @param isNew    false when the machine existed
     */
    record RegistrationResult(Machine machine, String nodeKey, boolean reusable, boolean isNew) {}

    /**
     * Registers a machine. A node key identifies a machine that is registered already: it keeps its id and its node key, and an
     * auth key of the same organisation is not used up. Otherwise the auth key admits a machine. If its name is taken, it
     * replaces the machine of that name when the auth key may replace machines, and gets another name when not.
     *
     * @throws ApiException 401 {@code INVALID_KEY}, {@code KEY_USED} or, without an auth key, {@code INVALID_NODE_KEY}; 403
     *     {@code MACHINE_DISABLED}; 409 {@code MACHINE_LIMIT} or {@code NAME_EXHAUSTED}
     */
    @Transactional
    RegistrationResult register(RegisterMachineRequest request) {
        Instant now = Timestamps.now(clock);
        Machine own = request.nodeKey() == null ? null : findByNodeKey(request.nodeKey());
        if (request.authKey() == null) {
            if (own == null) {
                throw new ApiException(401, "INVALID_NODE_KEY", "This node key belongs to no machine; register again.");
            }
            return revive(own, request, false, now);
        }
        String hash = SecureTokens.hash(request.authKey());
        Optional<AuthKey> valid = keys.find(hash, now);
        if (own != null && valid.isPresent() && valid.get().getOrgId().equals(own.getOrgId())) {
            own.setEphemeral(own.isEphemeral() && valid.get().isEphemeral());
            return revive(own, request, valid.get().isReusable(), now);
        }
        return admit(keys.redeem(hash, now), request, now);
    }

    private RegistrationResult revive(Machine machine, RegisterMachineRequest request, boolean reusable, Instant now) {
        requireEnabled(machine);
        rename(machine, names.allocate(machine.getOrgId(), request.name(), machine.getName()));
        update(machine, request, now);
        return new RegistrationResult(machine, request.nodeKey(), reusable, false);
    }

    private RegistrationResult admit(AuthKey key, RegisterMachineRequest request, Instant now) {
        // Locked, replaced or not: newcomers that ask for one name at the same time get theirs in turn.
        Machine holder = findByName(key.getOrgId(), request.name());
        Machine machine = key.isMayReplace() && request.mayReplace() ? holder : null;
        boolean isNew = machine == null;
        if (isNew) {
            limit.requirePlace(key.getOrgId());
            String name = names.allocate(key.getOrgId(), request.name(), null);
            machine = new Machine(UUID.randomUUID().toString(), key.getOrgId(), name, now);
            machine.setEphemeral(key.isEphemeral());
        } else {
            requireEnabled(machine);
            // a permanent machine stays permanent: the cleanup must not delete what was not declared ephemeral
            machine.setEphemeral(machine.isEphemeral() && key.isEphemeral());
        }
        String nodeKey = SecureTokens.newToken(NODE_KEY_PREFIX);
        machine.setNodeKeyHash(SecureTokens.hash(nodeKey));
        machine.setEnrolment(new Enrolment(key.getId(), key.getPrefix(), key.getCreatedBy(), now));
        if (isNew) {
            entities.persist(machine);
        }
        update(machine, request, now);
        audit.record(AuditEntry.of(AuditAction.MACHINE_REGISTER)
                .by("auth-key/" + key.getId(), key.getPrefix())
                .in(machine.getOrgId())
                .on(machine.getId(), machine.getName())
                .created(JsonText.object()
                        .add("replaced", !isNew)
                        .add("ephemeral", machine.isEphemeral())
                        .build()));
        return new RegistrationResult(machine, nodeKey, key.isReusable(), isNew);
    }

    /** For an ephemeral machine this counts as a heartbeat: the cleanup could delete it before its first one. */
    private void update(Machine machine, RegisterMachineRequest request, Instant now) {
        if (machine.isEphemeral()) {
            machine.setLastSeen(now);
        }
        request.applyTo(machine);
        machine.setUpdatedAt(now);
        entities.flush();
    }

    /** By its node key. A registration that changes no name is routine: agents register at each start. */
    private void rename(Machine machine, String name) {
        if (!name.equals(machine.getName())) {
            audit.record(AuditEntry.of(AuditAction.MACHINE_REGISTER)
                    .by("machine/" + machine.getId(), machine.getName())
                    .in(machine.getOrgId())
                    .on(machine.getId(), name)
                    .change("name", machine.getName(), name));
            // the new name is published, as a rename by the data API is
            machine.setChangeSource(ChangeSource.DATA_API);
            machine.setName(name);
        }
    }

    private static void requireEnabled(Machine machine) {
        if (machine.isAdminDisabled()) {
            throw new ApiException(403, "MACHINE_DISABLED", "An administrator has disabled this machine.");
        }
    }

    private Machine findByNodeKey(String nodeKey) {
        return find(
                "select m from Machine m where m.nodeKeyHash = :value and not exists"
                        + " (select o.id from Organization o where o.id = m.orgId and o.deletedAt is not null)",
                SecureTokens.hash(nodeKey),
                null);
    }

    private Machine findByName(String orgId, String name) {
        return find("select m from Machine m where m.name = :value and m.orgId = :org", name, orgId);
    }

    private Machine find(String query, String value, String orgId) {
        var select = entities.createQuery(query, Machine.class)
                .setParameter("value", value)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE);
        if (orgId != null) {
            select.setParameter("org", orgId);
        }
        return select.getResultStream().findFirst().orElse(null);
    }
}
