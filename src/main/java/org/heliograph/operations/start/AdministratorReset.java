package org.heliograph.operations.start;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.Caller;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.account.HashLane;
import org.heliograph.identity.account.PasswordHasher;
import org.heliograph.identity.account.PasswordPolicy;
import org.heliograph.identity.signin.PasswordResetService;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;
import org.heliograph.settings.SettingException;

/**
 * The way in for the operator of the server when no administrator can sign in: {@code heliograph.admin.reset} names an account, which
 * becomes an enabled and unlocked administrator with the password {@code heliograph.admin.password}, without a second factor and without a link to an OpenID Connect provider. It is done once for an address
 * with a password; another start with the same values, on any node, changes nothing.
 */
@ApplicationScoped
public class AdministratorReset {
    private static final Logger LOG = Logger.getLogger(AdministratorReset.class.getName());

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private AccountRepository accounts;

    @Inject
    private PasswordHasher passwords;

    @Inject
    private PasswordPolicy policy;

    @Inject
    private PasswordResetService resets;

    @Inject
    private Configuration configuration;

    @Inject
    private Clock clock;

    @Inject
    private StartupLock startup;

    @Inject
    private AuditTrail audit;

    /** Fails when the setting is set and cannot be used. @throws SettingException for an unusable address or password */
    public void check() {
        configuration.find(NodeSettings.ADMIN_RESET).ifPresent(address -> requireUsable(address, password()));
    }

    /** Does what the setting asks for, if it is set. */
    @Transactional
    public void apply() {
        Optional<String> address = configuration.find(NodeSettings.ADMIN_RESET);
        if (address.isEmpty()) {
            return;
        }
        startup.lock();
        String email = Account.normalized(address.get());
        String password = password();
        AppliedReset applied = entities.find(AppliedReset.class, email);
        if (applied != null && passwords.matches(password, applied.getPasswordHash(), HashLane.SERVER)) {
            LOG.log(
                    Level.INFO,
                    "{0} for {1} was done at {2} and is not done again; remove the setting, or set another"
                            + " heliograph.admin.password to do it again",
                    new Object[] {NodeSettings.ADMIN_RESET.name(), email, Timestamps.format(applied.getAppliedAt())});
            return;
        }
        String hash = passwords.hash(password);
        remember(applied, email, hash);
        reset(email, hash);
        audit.record(AuditEntry.of(AuditAction.ACCOUNT_BY_SETTING)
                .by("setting", NodeSettings.ADMIN_RESET.name())
                .on(null, email));
    }

    private void reset(String email, String hash) {
        Optional<Account> existing = accounts.findIdByEmail(email).map(accounts::lock);
        if (existing.isEmpty()) {
            // the unlocking counts for the address, which strangers may have tried before it had an account
            Account created = accounts.create(email, email, hash, Caller.ADMIN);
            created.verifyEmail();
            resets.unlock(created);
            LOG.log(Level.WARNING, "{0}: created the administrator {1}; remove the setting now", new Object[] {
                NodeSettings.ADMIN_RESET.name(), email
            });
            return;
        }
        Account account = existing.get();
        resets.handOver(account, hash);
        // afterwards, since a role that groups gave has just ended
        account.setRole(Caller.ADMIN);
        account.setDisabled(false);
        account.verifyEmail();
        LOG.log(
                Level.WARNING,
                "{0}: {1} is an administrator, enabled and unlocked, with the password of {2} and no second factor; every"
                        + " session of the account has ended; remove the setting now",
                new Object[] {NodeSettings.ADMIN_RESET.name(), email, NodeSettings.ADMIN_PASSWORD.name()});
    }

    private void remember(AppliedReset earlier, String email, String hash) {
        Instant now = Timestamps.now(clock);
        if (earlier == null) {
            AppliedReset first = new AppliedReset(email);
            first.apply(hash, now);
            entities.persist(first);
        } else {
            earlier.apply(hash, now);
        }
    }

    private String password() {
        return configuration.find(NodeSettings.ADMIN_PASSWORD).orElse("");
    }

    private void requireUsable(String email, String password) {
        if (!email.contains("@")) {
            throw new SettingException(
                    NodeSettings.ADMIN_RESET.name() + " must be an e-mail address, but is \"" + email + "\"", null);
        }
        policy.fault(password, email).ifPresent(rule -> {
            throw new SettingException(
                    NodeSettings.ADMIN_PASSWORD.name() + " is too weak for " + NodeSettings.ADMIN_RESET.name() + ": "
                            + rule,
                    null);
        });
    }
}
