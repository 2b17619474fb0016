package org.heliograph.operations.start;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.identity.key.SigningKey;
import org.heliograph.installation.Installation;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;

/** Checks that this node belongs to the installation of its database: its tokens must be those of the other nodes. */
@ApplicationScoped
public class InstallationCheck {
    private static final Logger LOG = Logger.getLogger(InstallationCheck.class.getName());

    private Installation installation;
    private SigningKey key;
    private Configuration configuration;
    private StartupLock startup;

    /** For the container's proxy. */
    protected InstallationCheck() {}

    @Inject
    InstallationCheck(Installation installation, SigningKey key, Configuration configuration, StartupLock startup) {
        this.installation = installation;
        this.key = key;
        this.configuration = configuration;
        this.startup = startup;
    }

    /** Asks the database which one it is, before {@link #run}, in whose transaction no statement may fail. */
    public void identify() {
        installation.identify();
    }

    /**
     * Reads the installation's row, made by its first node.
     *
     * @throws StartException when this node signs with another key than the one that the database knows, unless it accepts that one as well, or may replace it
     */
    @Transactional
    public void run() {
        startup.lock();
        String known = installation.open(key.id());
        if (known.equals(key.id())) {
            return;
        }
        if (key.isNext(known)) {
            LOG.log(
                    Level.INFO,
                    "this node signs with the key {0}, and another node already with {1}, which this node accepts",
                    new Object[] {key.id(), known});
            return;
        }
        if (key.isPrevious(known)) {
            installation.rotateSigningKey(key.id());
            LOG.log(
                    Level.INFO,
                    "the signing key {0} follows {1}, whose tokens are accepted as long as {2} names it",
                    new Object[] {key.id(), known, NodeSettings.SIGNING_KEY_PREVIOUS.name()});
            return;
        }
        if (!configuration.get(NodeSettings.SIGNING_KEY_ROTATE)) {
            throw new StartException("the signing key in " + NodeSettings.DATA_DIR.name() + " ("
                    + configuration.get(NodeSettings.DATA_DIR) + ") has the thumbprint " + key.id()
                    + ", but the database knows " + known
                    + ": copy signing-key.jwk from another node or from the backup, or start"
                    + " once with " + NodeSettings.SIGNING_KEY_ROTATE.name()
                    + "=true to sign all users out and use this key; to change keys without that, see \"Rotate the signing key\""
                    + " in docs/operations.md");
        }
        installation.rotateSigningKey(key.id());
        LOG.log(
                Level.WARNING,
                "the signing key {0} replaces {1}: users must sign in again, and every node needs the new key",
                new Object[] {key.id(), known});
    }
}
