package org.heliograph.operations.start;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.heliograph.event.Timestamps;
import org.heliograph.eventlog.EventLog;
import org.heliograph.identity.Revocations;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountListener;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.account.PasswordHasher;
import org.heliograph.identity.signin.PasswordResetService;
import org.heliograph.json.JsonText;
import org.heliograph.machine.enrolment.CreatedKeyService;
import org.heliograph.operations.screen.ScreenTokenService;
import org.heliograph.operations.token.ApiTokenService;
import org.heliograph.organization.Membership;
import org.heliograph.organization.MembershipId;
import org.heliograph.organization.Organization;
import org.heliograph.organization.members.InvitationService;

/** The organisations and accounts of the demo: created while it is on, deleted with everything of theirs when it is off. */
@ApplicationScoped
public class DemoAccounts {
    private static final Logger LOG = Logger.getLogger(DemoAccounts.class.getName());

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private AccountRepository accounts;

    @Inject
    private PasswordHasher passwords;

    @Inject
    private Clock clock;

    @Inject
    private StartupLock startup;

    @Inject
    private EventLog log;

    @Inject
    private InvitationService invitations;

    @Inject
    private PasswordResetService resets;

    @Inject
    private CreatedKeyService keys;

    @Inject
    private ScreenTokenService screens;

    @Inject
    private ApiTokenService apiTokens;

    private String hash;

    /** Creates what is missing. An account that has one of the addresses but is not the demo's stays as it is. */
    @Transactional
    public void ensure() {
        startup.lock();
        for (DemoWorld.DemoOrganization organization : DemoWorld.ORGANIZATIONS) {
            if (entities.find(Organization.class, organization.id()) == null) {
                entities.persist(new Organization(organization.id(), organization.name(), true, Timestamps.now(clock)));
            }
        }
        for (DemoWorld.User user : DemoWorld.USERS) {
            Account account = accounts.findByEmail(user.email()).orElseGet(() -> create(user, hash()));
            if (account.isDemo()) {
                user.roles().forEach(role -> addMember(account, role));
            }
        }
    }

    /** One hash for all accounts: hashing is slow, and the password is public. */
    private String hash() {
        if (hash == null) {
            hash = passwords.hash(DemoWorld.PASSWORD);
        }
        return hash;
    }

    private Account create(DemoWorld.User user, String hash) {
        // a stable id, so that rows that mention it match when the demo is turned on again
        String id = UUID.nameUUIDFromBytes(user.email().getBytes(StandardCharsets.UTF_8))
                .toString();
        Account account = new Account(id, user.email(), user.name(), hash, user.role(), true, Timestamps.now(clock));
        entities.persist(account);
        return account;
    }

    private void addMember(Account account, DemoWorld.UserRole role) {
        Organization organization = entities.find(Organization.class, role.organization());
        MembershipId id = new MembershipId(role.organization(), account.getId());
        if (organization.isDemo() && entities.find(Membership.class, id) == null) {
            entities.persist(new Membership(role.organization(), account, role.role(), Timestamps.now(clock)));
        }
    }

    /** Deletes the demo's organisations and accounts, with all rows that belong to them, and revokes their access on every node. */
    @Transactional
    public void remove() {
        publishRevocations();
        int organizations = entities.createQuery("delete from Organization o where o.demo = true")
                .executeUpdate();
        List<Account> leaving = entities.createQuery("select a from Account a where a.demo = true", Account.class)
                .getResultList();
        leaving.forEach(this::endWhatItMade);
        entities.flush();
        leaving.forEach(account -> AccountListener.publishDeletion(log, account));
        int accountCount = entities.createQuery("delete from Account a where a.demo = true")
                .executeUpdate();
        if (organizations + accountCount > 0) {
            LOG.info("the demo is off: its organisations and accounts have been removed");
        }
    }

    /** Everybody knows the password of the account, and so may hold what it made outside of the demo. */
    private void endWhatItMade(Account account) {
        account.setDisabled(true);
        invitations.endOf(account);
        resets.endLinksOf(account.getId());
        keys.revokeEvery(null, account.getId());
        screens.revokeAll(account.getId());
        apiTokens.endOf(account.getId());
    }

    private void publishRevocations() {
        entities.createQuery("select a.id from Account a where a.demo = true", String.class)
                .getResultList()
                .forEach(account -> log.publish(
                        Revocations.TOPIC,
                        "account",
                        JsonText.object().add("account_id", account).build()));
        entities.createQuery(
                        "select m.accountId, m.orgId from Membership m, Organization o"
                                + " where o.id = m.orgId and o.demo = true and m.account.demo = false",
                        Object[].class)
                .getResultList()
                .forEach(membership -> log.publish(
                        Revocations.TOPIC,
                        "membership",
                        JsonText.object()
                                .add("account_id", (String) membership[0])
                                .add("org_id", (String) membership[1])
                                .build()));
    }

    /** Logs how to sign in. */
    public void announce() {
        String users = DemoWorld.USERS.stream()
                .map(user -> "    %-20s %s".formatted(user.email(), roles(user)))
                .collect(Collectors.joining("\n"));
        LOG.info("\n\n  The demo is on. Sign in as one of these, password " + DemoWorld.PASSWORD + ":\n\n" + users
                + "\n\n  heliograph.demo=false turns it off and removes them.\n");
    }

    private static String roles(DemoWorld.User user) {
        return user.roles().stream()
                .map(role -> role.role().text() + " of " + role.organization())
                .collect(Collectors.joining(", "));
    }
}
