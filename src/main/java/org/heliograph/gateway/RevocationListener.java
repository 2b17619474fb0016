package org.heliograph.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.event.TopicListener;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Disconnect;
import org.heliograph.hub.Peer;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.identity.AccountStatus;
import org.heliograph.identity.Revocations;
import org.heliograph.json.JsonText;

/** Ends the sockets, on every node, of those who have just lost what let them in. */
@ApplicationScoped
public class RevocationListener implements TopicListener {
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final Deque<Revocation> recent = new ConcurrentLinkedDeque<>();
    private SessionRegistry registry;
    private AccountStatus standing;
    private Clock clock;

    /** Who lost what, and when this node heard of it. @param organization null for every one */
    private record Revocation(String account, String organization, long heardMillis) {
        boolean concerns(Peer peer) {
            return peer.caller() != null
                    && peer.caller().userId().equals(account)
                    && (organization == null || organization.equals(peer.organizationId()));
        }
    }

    /** For the container's proxies. */
    protected RevocationListener() {}

    @Inject
    RevocationListener(SessionRegistry registry, AccountStatus standing, Clock clock) {
        this.registry = registry;
        this.standing = standing;
        this.clock = clock;
    }

    @Override
    public Topic topic() {
        return Revocations.TOPIC;
    }

    @Override
    public void accept(Publication publication) {
        JsonObject payload = JsonText.parse(publication.payload());
        String account = payload.getString("account_id", "");
        switch (publication.event()) {
            case "membership" -> close(account, payload.getString("org_id"));
            case "account" -> {
                standing.invalidate(account);
                close(account, null);
            }
            default -> {
                // other rights end elsewhere
            }
        }
    }

    /** @param organization null for every one */
    private void close(String account, String organization) {
        Revocation revocation = new Revocation(account, organization, clock.millis());
        remember(revocation);
        for (Connection connection : registry.all()) {
            Peer peer = new Peer(connection.caller(), connection.organizationId(), connection.address(), Peer.NEVER);
            if (revocation.concerns(peer)) {
                connection.close(Disconnect.ACCESS_REVOKED);
            }
        }
    }

    private void remember(Revocation revocation) {
        recent.add(revocation);
        long past = revocation.heardMillis() - REMEMBERED.toMillis();
        while (recent.peek() != null && recent.peek().heardMillis() < past) {
            recent.poll();
        }
    }

    /**
     * Ends a socket that has just joined the registry, if what let it in was lost between its handshake and now: whoever
     * closed the sockets then did not find it yet.
     *
     * @param sinceMillis a moment before the handshake looked at its rights
     */
    void recheck(Connection connection, Peer peer, long sinceMillis) {
        if (recent.stream().anyMatch(one -> one.heardMillis() >= sinceMillis && one.concerns(peer))) {
            connection.close(Disconnect.ACCESS_REVOKED);
        }
    }
}
