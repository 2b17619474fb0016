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
import org.heliograph.event.Timestamps;
import org.heliograph.identity.Caller;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.signin.OrganizationList;
import org.heliograph.json.JsonText;
import org.heliograph.organization.Membership;
import org.heliograph.organization.Organization;
import org.heliograph.organization.OrganizationRoles;
import org.heliograph.organization.Role;
import org.heliograph.rest.ApiException;

/** The organisations as stored, and which of them somebody belongs to. */
@ApplicationScoped
public class OrganizationRepository implements OrganizationList {
    @PersistenceContext
    private EntityManager entities;

    @Inject
    private OrganizationRoles memberships;

    @Inject
    private AccountRepository accounts;

    @Inject
    private InvitationService invitations;

    @Inject
    private Clock clock;

    /** A new organisation, and the invitation of its owner unless the address has an account. */
    record Created(Organization organization, Optional<InvitationService.Issued> invitation) {}

    @Override
    @Transactional
    public JsonArray of(Caller caller) {
        Map<String, Role> roles = memberships.of(caller);
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

    @Transactional
    Created create(String id, String name, String ownerEmail, String creator) {
        if (entities.find(Organization.class, id) != null) {
            throw taken();
        }
        Organization organization = new Organization(id, name, false, Timestamps.now(clock));
        try {
            entities.persist(organization);
            entities.flush();
        } catch (PersistenceException madeMeanwhile) {
            throw taken();
        }
        Optional<Account> owner = accounts.findByEmail(ownerEmail);
        if (owner.isPresent()) {
            entities.persist(new Membership(id, owner.get(), Role.OWNER, Timestamps.now(clock)));
            return new Created(organization, Optional.empty());
        }
        return new Created(organization, Optional.of(invitations.issue(id, ownerEmail, Role.OWNER, creator)));
    }

    private static ApiException taken() {
        return ApiException.conflict("There is an organisation of this id.");
    }
}
