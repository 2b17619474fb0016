package org.heliograph.operations.start;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.heliograph.event.Timestamps;
import org.heliograph.eventlog.EventLog;
import org.heliograph.identity.Revocations;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.account.PasswordHasher;
import org.heliograph.json.JsonText;
import org.heliograph.organization.Membership;
import org.heliograph.organization.MembershipId;
import org.heliograph.organization.Organization;

/** The organisations and accounts of the demo: there while it is on, gone with all they held when it is off. */
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
    private StartupLock nodes;

    @Inject
    private EventLog log;

    private String hash;

    /** Makes what is missing. An address that somebody else has keeps its account and gets nothing. */
    @Transactional
    public void ensure() {
        nodes.await();
        for (DemoWorld.Company company : DemoWorld.COMPANIES) {
            if (entities.find(Organization.class, company.id()) == null) {
                entities.persist(new Organization(company.id(), company.name(), true, Timestamps.now(clock)));
            }
        }
        for (DemoWorld.Person person : DemoWorld.PEOPLE) {
            Account account = accounts.findByEmail(person.email()).orElseGet(() -> make(person, hash()));
            if (account.isDemo()) {
                person.seats().forEach(seat -> seat(account, seat));
            }
        }
    }

    /** One hash for all: it costs time at the start, and hides nothing, since everybody knows the password. */
    private String hash() {
        if (hash == null) {
            hash = passwords.hash(DemoWorld.PASSWORD);
        }
        return hash;
    }

    private Account make(DemoWorld.Person person, String hash) {
        // the same id each time, so that what was made with the demo on fits when it is turned on again
        String id = UUID.nameUUIDFromBytes(person.email().getBytes(StandardCharsets.UTF_8))
                .toString();
        Account account =
                new Account(id, person.email(), person.name(), hash, person.role(), true, Timestamps.now(clock));
        entities.persist(account);
        return account;
    }

    private void seat(Account account, DemoWorld.Seat seat) {
        Organization organization = entities.find(Organization.class, seat.organization());
        MembershipId id = new MembershipId(seat.organization(), account.getId());
        if (organization.isDemo() && entities.find(Membership.class, id) == null) {
            entities.persist(new Membership(seat.organization(), account, seat.role(), Timestamps.now(clock)));
        }
    }

    /** Removes everything that came with the demo; the database takes along what belongs to it, and every node hears who is out. */
    @Transactional
    public void remove() {
        tellWhoIsOut();
        int organizations = entities.createQuery("delete from Organization o where o.demo = true")
                .executeUpdate();
        int people = entities.createQuery("delete from Account a where a.demo = true")
                .executeUpdate();
        if (organizations + people > 0) {
            LOG.info("the demo is off: its organisations and accounts have been removed");
        }
    }

    private void tellWhoIsOut() {
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
                .forEach(seat -> log.publish(
                        Revocations.TOPIC,
                        "membership",
                        JsonText.object()
                                .add("account_id", (String) seat[0])
                                .add("org_id", (String) seat[1])
                                .build()));
    }

    /** Tells whoever reads the log how to sign in. */
    public void announce() {
        String people = DemoWorld.PEOPLE.stream()
                .map(person -> "    %-20s %s".formatted(person.email(), seats(person)))
                .collect(Collectors.joining("\n"));
        LOG.info("\n\n  The demo is on. Sign in as one of these, password " + DemoWorld.PASSWORD + ":\n\n" + people
                + "\n\n  heliograph.demo=false turns it off and removes them.\n");
    }

    private static String seats(DemoWorld.Person person) {
        return person.seats().stream()
                .map(seat -> seat.role().text() + " of " + seat.organization())
                .collect(Collectors.joining(", "));
    }
}
