package org.heliograph.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Dialect;
import org.heliograph.hub.Disconnect;
import org.heliograph.hub.Hub;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.hub.outbox.Transport;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SocketSettings;

/** Takes those in whose handshake was good, whatever wire they come on. */
@ApplicationScoped
public class ConnectionAdmission {
    @Inject
    private Hub hub;

    @Inject
    private RevocationListener revocations;

    @Inject
    private Configuration configuration;

    @Inject
    private Clock clock;

    /** A connection of somebody who was let in, on a wire; the hub does not know it before {@link #welcome}. */
    public Connection connection(Dialect dialect, Handshake handshake, Transport transport) {
        return new Connection(
                dialect, handshake.peer(), transport, clock.millis(), configuration.get(SocketSettings.OUTBOX_BYTES));
    }

    /**
     * Hands it to the hub, unless its user or address has enough of them, or has lost its rights meanwhile.
     *
     * @param greeting the first frame; null for none
     */
    public void welcome(Connection connection, Handshake handshake, String greeting) {
        SessionRegistry.Occupancy occupancy = hub.open(connection, greeting);
        // again: of those that shook hands at the same moment, each found room for one more
        if (occupancy.ofUser() > configuration.get(SocketSettings.SOCKETS_PER_USER)
                || occupancy.ofAddress() > configuration.get(SocketSettings.SOCKETS_PER_ADDRESS)) {
            connection.close(Disconnect.RATE_LIMIT_EXCEEDED);
        }
        revocations.recheck(connection, handshake.peer(), handshake.beganMillis());
    }
}
