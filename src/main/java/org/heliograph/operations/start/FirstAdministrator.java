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
import org.heliograph.event.Timestamps;
import org.heliograph.identity.Caller;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.account.PasswordHasher;
import org.heliograph.organization.Membership;
import org.heliograph.organization.Organization;
import org.heliograph.organization.Role;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;
import org.heliograph.settings.SettingException;

/** The account that an installation without any gets from its settings, and the organisation that it owns. */
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
    private Configuration configuration;

    @Inject
    private Clock clock;

    @Inject
    private StartupLock nodes;

    /** Makes the account unless there is any. @throws SettingException when its address or password cannot be used */
    @Transactional
    public void ensure() {
        nodes.await();
        Optional<String> email = configuration.find(NodeSettings.ADMIN_EMAIL);
        Optional<String> password = configuration.find(NodeSettings.ADMIN_PASSWORD);
        if ((email.isEmpty() && password.isEmpty()) || !accounts.isEmpty()) {
            return;
        }
        String address = email.filter(text -> text.contains("@"))
                .orElseThrow(() -> new SettingException(
                        NodeSettings.ADMIN_EMAIL.name()
                                + " must be an e-mail address when the first administrator has a"
                                + " password, which \"" + email.orElse("") + "\" is not",
                        null));
        Account account = accounts.create(address, address, passwords.hash(strong(password)), Caller.ADMIN);
        Instant now = Timestamps.now(clock);
        Organization organization = new Organization(
                UUID.randomUUID().toString(), configuration.get(NodeSettings.ADMIN_ORGANIZATION), false, now);
        entities.persist(organization);
        // not every provider keeps the order of persisting where no mapping says who comes first
        entities.flush();
        entities.persist(new Membership(organization.getId(), account, Role.OWNER, now));
        LOG.log(Level.INFO, "the first administrator has been made: {0}", account.getEmail());
    }

    private static String strong(Optional<String> password) {
        try {
            PasswordHasher.requireStrong(password.orElse(""));
            return password.orElseThrow();
        } catch (ApiException weak) {
            throw new SettingException(
                    NodeSettings.ADMIN_PASSWORD.name()
                            + " must have 10 characters or more, which what it is set to has not",
                    weak);
        }
    }
}
