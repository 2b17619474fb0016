package org.heliograph.operations.start;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.Caller;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.account.PasswordHasher;
import org.heliograph.identity.account.PasswordPolicy;
import org.heliograph.organization.Membership;
import org.heliograph.organization.Organization;
import org.heliograph.organization.Role;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;
import org.heliograph.settings.SettingException;

/**
 * Creates the first account of an installation from its settings, with an organisation that it owns. Without an address of its own it
 * has that of {@code heliograph.admin.reset}, which takes the same password.
 */
@ApplicationScoped
public class FirstAdministrator {
    private static final Logger LOG = Logger.getLogger(FirstAdministrator.class.getName());

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private AccountRepository accounts;

    @Inject
    private PasswordHasher passwords;

    @Inject
    private PasswordPolicy policy;

    @Inject
    private Configuration configuration;

    @Inject
    private Clock clock;

    @Inject
    private StartupLock startup;

    @Inject
    private AuditTrail audit;

    /** Creates the account unless there is any account. @throws SettingException for an unusable address or password */
    @Transactional
    public void ensure() {
        startup.lock();
        Optional<String> email =
                configuration.find(NodeSettings.ADMIN_EMAIL).or(() -> configuration.find(NodeSettings.ADMIN_RESET));
        Optional<String> password = configuration.find(NodeSettings.ADMIN_PASSWORD);
        if ((email.isEmpty() && password.isEmpty()) || !accounts.isEmpty()) {
            return;
        }
        String address = email.filter(text -> text.contains("@"))
                .orElseThrow(() -> new SettingException(
                        NodeSettings.ADMIN_EMAIL.name()
                                + " must be an e-mail address when the first administrator has a"
                                + " password, but is \"" + email.orElse("") + "\"",
                        null));
        Account account =
                accounts.create(address, address, passwords.hash(strong(password.orElse(""), address)), Caller.ADMIN);
        account.verifyEmail();
        Instant now = Timestamps.now(clock);
        Organization organization = new Organization(
                UUID.randomUUID().toString(), configuration.get(NodeSettings.ADMIN_ORGANIZATION), false, now);
        entities.persist(organization);
        // the membership refers to this row; no mapping tells the provider which one to insert first
        entities.flush();
        entities.persist(new Membership(organization.getId(), account, Role.OWNER, now));
        audit.record(AuditEntry.of(AuditAction.ACCOUNT_BY_SETTING)
                .by("setting", NodeSettings.ADMIN_EMAIL.name())
                .in(organization.getId())
                .on(account.getId(), account.getEmail()));
        LOG.log(Level.INFO, "created the first administrator: {0}", account.getEmail());
    }

    private String strong(String password, String email) {
        policy.fault(password, email).ifPresent(rule -> {
            throw new SettingException(NodeSettings.ADMIN_PASSWORD.name() + " is too weak: " + rule, null);
        });
        return password;
    }
}
