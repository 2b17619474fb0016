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
import org.heliograph.identity.account.AccountRightsChecker;
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
    private AccountRightsChecker rights;

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
                            "select o from Organization o where o.id in :ids and o.deletedAt is null order by o.name, o.id",
                            Organization.class)
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
     * The invitation of the owner of an organisation that is to be created. A creator who has the owner's address becomes the owner at
     * once; any other address gets an invitation, also when it has an account.
     *
     * @return empty when the creator will own it
     * @throws ApiException 409 when the id exists
     */
    @Transactional
    Optional<Invitation> prepareOwner(String id, String ownerEmail, Caller creator) {
        if (entities.find(Organization.class, id) != null) {
            throw duplicateId();
        }
        return own(creator, ownerEmail).isPresent()
                ? Optional.empty()
                : Optional.of(invitations.prepare(id, ownerEmail, Role.OWNER, creator));
    }

    /**
     * Stores a new organisation with the invitation of its owner, whose link was delivered, or else with the creator as its owner.
     *
     * @throws ApiException 409 when the id exists, 403 when the creator is no longer an administrator of the installation
     */
    @Transactional
    void create(Organization organization, String ownerEmail, Optional<Invitation> invitation, Caller creator) {
        rights.requireAdminUntilCommit(creator);
        String id = organization.getId();
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
        invitation.ifPresentOrElse(
                invitations::store,
                () -> entities.persist(
                        new Membership(id, own(creator, ownerEmail).orElseThrow(), Role.OWNER, Timestamps.now(clock))));
    }

    /** The account of a caller, if it has the address. */
    private Optional<Account> own(Caller caller, String email) {
        return accounts.find(caller.userId())
                .filter(account -> account.getEmail().equals(email));
    }

    private static ApiException duplicateId() {
        return ApiException.conflict("An organisation with this id already exists.");
    }
}
