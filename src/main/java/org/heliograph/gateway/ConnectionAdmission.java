package org.heliograph.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Dialect;
import org.heliograph.hub.Disconnect;
import org.heliograph.hub.Hub;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.hub.drain.ReauthenticationService;
import org.heliograph.hub.outbox.Transport;
import org.heliograph.identity.HandshakeMetrics;
import org.heliograph.platform.RunningTime;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SocketSettings;

/** Turns accepted handshakes into connections of the hub, for every transport. */
@ApplicationScoped
public class ConnectionAdmission {
    private static final int TOO_MANY_REQUESTS = 429;

    @Inject
    private Hub hub;

    @Inject
    private RevocationListener revocations;

    @Inject
    private ReauthenticationService reauthentication;

    @Inject
    private Configuration configuration;

    @Inject
    private RunningTime time;

    /** Creates the connection of an accepted handshake; the hub has it only after {@link #admit}. */
    public Connection create(Dialect dialect, Handshake handshake, Transport transport) {
        return new Connection(
                dialect, handshake.peer(), transport, time.nanos(), configuration.get(SocketSettings.OUTBOX_BYTES));
    }

    /**
     * Adds the connection to the hub. Closes it if its user or address has too many connections, or if its access was revoked
     * or the database restored since the handshake.
     *
     * @param greeting the first frame; null for none
     */
    public void admit(Connection connection, Handshake handshake, String greeting) {
        SessionRegistry.Occupancy occupancy = hub.open(connection, greeting);
        // checked again: concurrent handshakes may each have found the last free place
        if (occupancy.ofUser() > configuration.get(SocketSettings.SOCKETS_PER_USER)
                || occupancy.ofAddress() > configuration.get(SocketSettings.SOCKETS_PER_ADDRESS)) {
            HandshakeMetrics.refused(TOO_MANY_REQUESTS);
            connection.close(Disconnect.RATE_LIMIT_EXCEEDED);
        } else {
            HandshakeMetrics.accepted();
        }
        revocations.recheck(connection, handshake.peer(), handshake.beganMillis());
        reauthentication.recheck(connection, handshake.beganMillis());
    }
}
