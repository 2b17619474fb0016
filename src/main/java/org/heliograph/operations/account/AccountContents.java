package org.heliograph.operations.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import java.util.List;
import org.heliograph.identity.Caller;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.signin.SessionRepository;
import org.heliograph.json.JsonText;
import org.heliograph.machine.enrolment.CreatedKeyService;
import org.heliograph.operations.screen.ScreenTokenResource;
import org.heliograph.operations.screen.ScreenTokenService;
import org.heliograph.organization.Role;
import org.heliograph.persistence.SqlTemplate;

/** What belongs to an account: what ends with it, and what it made that goes on. */
@ApplicationScoped
class AccountContents {
    private static final String MEMBERSHIPS = "select o.id, o.name, m.role, exists (select 1 from membership x"
            + " where x.org_id = m.org_id and x.role = 'owner' and x.account_id <> m.account_id) as shared"
            + " from membership m join organization o on o.id = m.org_id where m.account_id = ? order by o.name, o.id";

    private static final String OWNER = "owner";

    @Inject
    private SqlTemplate sql;

    @Inject
    private SessionRepository sessions;

    @Inject
    private CreatedKeyService keys;

    @Inject
    private ScreenTokenService screens;

    /** An organisation of an account. @param lastOwner whether no other account owns it */
    record Place(String id, String name, String role, boolean lastOwner) {}

    /** The organisations of an account, by name. */
    List<Place> organizations(String accountId) {
        return sql.query(
                MEMBERSHIPS,
                row -> new Place(
                        row.text("id"),
                        row.text("name"),
                        row.text("role"),
                        row.text("role").equals(OWNER) && !row.bool("shared")),
                accountId);
    }

    /** Those that an account administers, by their ids. */
    List<String> administered(String accountId) {
        return organizations(accountId).stream()
                .filter(place ->
                        Role.parse(place.role()).filter(Role::administers).isPresent())
                .map(Place::id)
                .toList();
    }

    /** How much of what an account made it may still revoke: elsewhere others decide what becomes of it. */
    private JsonObject revocable(Account account) {
        String id = account.getId();
        int authKeys = administered(id).stream()
                .mapToInt(org -> keys.validKeys(org, id).size())
                .sum();
        boolean administrator = account.getRole().equals(Caller.ADMIN);
        return JsonText.object()
                .add("auth_keys", authKeys)
                .add("screen_tokens", administrator ? screens(id).size() : 0)
                .build();
    }

    /** Everything, as {@code GET /api/accounts/…/deletion} has it. */
    @Transactional
    JsonObject of(Account account) {
        String id = account.getId();
        JsonArrayBuilder organizations = JsonText.array();
        organizations(id)
                .forEach(place -> organizations.add(JsonText.object()
                        .add("id", place.id())
                        .add("name", place.name())
                        .add("role", place.role())
                        .add("last_owner", place.lastOwner())));
        return JsonText.object()
                .add("id", id)
                .add("email", account.getEmail())
                .add("name", account.getName())
                .add("organizations", organizations)
                .add("sessions", sessions.list(id).size())
                .add("api_tokens", count("api_token where creator_id = ?", id))
                .add("invitations", count("invitation where invited_by = ?", id))
                .add("auth_keys", keys.validKeys(id))
                .add("screen_tokens", screens(id))
                .add("revocable", revocable(account))
                .build();
    }

    /** The screen tokens that an account made. */
    JsonArray screens(String accountId) {
        return ScreenTokenResource.rows(screens.createdBy(accountId));
    }

    private long count(String from, String id) {
        return sql.query("select count(*) as found from " + from, row -> row.bigint("found"), id)
                .get(0);
    }
}
