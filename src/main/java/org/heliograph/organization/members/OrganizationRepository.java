package org.heliograph.organization.members;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.Caller;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.signin.OrganizationList;
import org.heliograph.json.JsonText;
import org.heliograph.organization.Membership;
import org.heliograph.organization.Organization;
import org.heliograph.organization.OrganizationAccess;
import org.heliograph.organization.Role;
import org.heliograph.rest.ApiException;

/** Lists a caller's organisations and creates new ones. */
@ApplicationScoped
public class OrganizationRepository implements OrganizationList {
    @PersistenceContext
    private EntityManager entities;

    @Inject
    private OrganizationAccess access;

    @Inject
    private AccountRepository accounts;

    @Inject
    private InvitationService invitations;

    @Inject
    private AuditTrail audit;

    @Inject
    private Clock clock;

    @Override
    @Transactional
    public JsonArray of(Caller caller) {
        Map<String, Role> roles = access.rolesOf(caller);
        JsonArrayBuilder rows = JsonText.array();
        if (!roles.isEmpty()) {
            List<Organization> organizations = entities.createQuery(
                            "select o from Organization o where o.id in :ids order by o.name, o.id", Organization.class)
                    .setParameter("ids", roles.keySet())
                    .getResultList();
            organizations.forEach(organization -> rows.add(JsonText.object()
                    .add("id", organization.getId())
                    .add("name", organization.getName())
                    .add("role", roles.get(organization.getId()).text())));
        }
        return rows.build();
    }

    /**
     * Stores a new organisation. Its creator becomes its owner at once; any other address gets an invitation, also when it has an account.
     *
     * @return the owner's invitation; empty when the creator owns it
     * @throws ApiException 409 when the id exists
     */
    @Transactional
    Optional<Invitation> create(Organization organization, String ownerEmail, String creator) {
        String id = organization.getId();
        if (entities.find(Organization.class, id) != null) {
            throw duplicateId();
        }
        try {
            entities.persist(organization);
            entities.flush();
        } catch (PersistenceException duplicate) {
            throw duplicateId();
        }
        audit.record(AuditEntry.of(AuditAction.ORGANIZATION_CREATE)
                .in(id)
                .on(id, organization.getName())
                .change("owner_email", null, ownerEmail));
        Optional<Account> owner =
                accounts.find(creator).filter(account -> account.getEmail().equals(ownerEmail));
        if (owner.isPresent()) {
            entities.persist(new Membership(id, owner.get(), Role.OWNER, Timestamps.now(clock)));
            return Optional.empty();
        }
        return Optional.of(invitations.issue(id, ownerEmail, Role.OWNER, creator));
    }

    /** Deletes an organisation that has no members yet. */
    @Transactional
    void delete(String id) {
        entities.remove(entities.find(Organization.class, id));
    }

    private static ApiException duplicateId() {
        return ApiException.conflict("An organisation with this id already exists.");
    }
}
