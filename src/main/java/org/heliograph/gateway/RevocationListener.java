package org.heliograph.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.LongSupplier;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.event.TopicListener;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Disconnect;
import org.heliograph.hub.Peer;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.identity.AccessTokenFactory;
import org.heliograph.identity.AccountStatusChecker;
import org.heliograph.identity.Caller;
import org.heliograph.identity.Revocations;
import org.heliograph.identity.screen.ScreenTokenVerifier;
import org.heliograph.identity.token.ApiTokenVerifier;
import org.heliograph.json.JsonText;
import org.heliograph.platform.MonotonicTime;

/** Closes connections, on every node, when the membership, account, session, screen token or API token that admitted them is revoked, or the organisation deleted. */
@ApplicationScoped
public class RevocationListener implements TopicListener {
    /** Longer than any handshake takes. */
    private static final Duration RETENTION = Duration.ofMinutes(1);

    private final Deque<Revocation> recent = new ConcurrentLinkedDeque<>();
    private SessionRegistry registry;
    private AccountStatusChecker accountStatus;
    private ScreenTokenVerifier screens;
    private ApiTokenVerifier apiTokens;
    private LongSupplier millis;

    /**
     * @param account        null for all accounts, of one organisation
     * @param organization   null for all organisations
     * @param session        null for all sessions
     * @param apiToken       the id of an API token; null for all
     * @param version        of the first access tokens that are not revoked
     * @param reason         of the close
     * @param receivedMillis when this node received it
     */
    private record Revocation(
            String account,
            String organization,
            String session,
            String apiToken,
            long version,
            Disconnect reason,
            long receivedMillis) {
        boolean concerns(Peer peer) {
            return peer.caller() != null && (apiToken == null ? concernsAccount(peer) : concernsToken(peer.caller()));
        }

        private boolean concernsToken(Caller caller) {
            return caller.apiToken() != null && caller.apiToken().id().equals(apiToken);
        }

        private boolean concernsAccount(Peer peer) {
            return (account == null || peer.caller().userId().equals(account))
                    // API tokens outlive sessions
                    && (peer.caller().apiToken() == null || version == Long.MAX_VALUE)
                    && AccessTokenFactory.version(peer.caller()) < version
                    && (organization == null || organization.equals(peer.organizationId()))
                    && (session == null || session.equals(AccessTokenFactory.session(peer.caller())));
        }
    }

    /** For the container's proxy. */
    protected RevocationListener() {}

    @Inject
    RevocationListener(
            SessionRegistry registry,
            AccountStatusChecker accountStatus,
            ScreenTokenVerifier screens,
            ApiTokenVerifier apiTokens) {
        this(registry, accountStatus, screens, apiTokens, MonotonicTime::millis);
    }

    /** @param millis see {@link MonotonicTime#millis} */
    RevocationListener(
            SessionRegistry registry,
            AccountStatusChecker accountStatus,
            ScreenTokenVerifier screens,
            ApiTokenVerifier apiTokens,
            LongSupplier millis) {
        this.registry = registry;
        this.accountStatus = accountStatus;
        this.screens = screens;
        this.apiTokens = apiTokens;
        this.millis = millis;
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
            case "membership" ->
                close(account, payload.getString("org_id"), null, Long.MAX_VALUE, Disconnect.ACCESS_REVOKED);
            case "organization" ->
                close(null, payload.getString("org_id"), null, Long.MAX_VALUE, Disconnect.ACCESS_REVOKED);
            case "account" -> {
                accountStatus.invalidate(account);
                apiTokens.invalidateAccount(account);
                close(account, null, null, Long.MAX_VALUE, Disconnect.ACCESS_REVOKED);
            }
            case "sessions" -> {
                accountStatus.invalidate(account);
                // a client that still has a session gets a new token and reconnects
                close(account, null, null, payload.getInt("version"), Disconnect.TOKEN_EXPIRED);
            }
            case "session" -> {
                String session = payload.getString("session_id");
                accountStatus.invalidateSession(account, session);
                close(account, null, session, Long.MAX_VALUE, Disconnect.TOKEN_EXPIRED);
            }
            case "screen" -> {
                String token = payload.getString("screen_token_id");
                // first: a handshake that the cache admits has then begun before the revocation is retained for recheck
                screens.invalidate(token);
                close(ScreenTokenVerifier.callerId(token), null, null, Long.MAX_VALUE, Disconnect.ACCESS_REVOKED);
            }
            case "api-token" -> {
                String token = payload.getString("api_token_id");
                // first, as above
                apiTokens.invalidate(token);
                close(new Revocation(
                        null, null, null, token, Long.MAX_VALUE, Disconnect.ACCESS_REVOKED, millis.getAsLong()));
            }
            default -> {
                // the listeners of the dialects handle other events
            }
        }
    }

    /** @param account null for all of the organisation @param organization null for all organisations @param session null for all sessions */
    private void close(String account, String organization, String session, long version, Disconnect reason) {
        close(new Revocation(account, organization, session, null, version, reason, millis.getAsLong()));
    }

    private void close(Revocation revocation) {
        retain(revocation);
        for (Connection connection : registry.all()) {
            Peer peer = new Peer(connection.caller(), connection.organizationId(), connection.address(), Peer.NEVER);
            if (revocation.concerns(peer)) {
                connection.close(revocation.reason());
            }
        }
    }

    private void retain(Revocation revocation) {
        recent.add(revocation);
        long expired = revocation.receivedMillis() - RETENTION.toMillis();
        while (recent.peek() != null && recent.peek().receivedMillis() < expired) {
            recent.poll();
        }
    }

    /**
     * Closes a connection that was added to the registry after a revocation, if its handshake was checked before it: the revocation
     * did not find it there.
     *
     * @param sinceMillis a time before the handshake was checked, see {@link MonotonicTime#millis}
     */
    void recheck(Connection connection, Peer peer, long sinceMillis) {
        recent.stream()
                .filter(revocation -> revocation.receivedMillis() >= sinceMillis && revocation.concerns(peer))
                .findFirst()
                .ifPresent(revocation -> connection.close(revocation.reason()));
    }
}
