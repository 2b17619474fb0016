package org.heliograph.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.heliograph.hub.Peer;
import org.heliograph.identity.Caller;
import org.junit.jupiter.api.Test;

class JwtConfiguratorTest {
    private static final String TOKEN = JsonWebToken.class.getName();

    private final JwtConfigurator configurator = new JwtConfigurator();
    private final Map<String, Object> properties = new HashMap<>();
    private final Caller alice = new Caller("alice", "alice@acme.test", Set.of("user"), Instant.MAX, Map.of());

    @Test
    void verifiedTokenGoesIntoTheUserProperties() {
        Handshake handshake = new Handshake(new Peer(alice, "acme", "127.0.0.1", Peer.NEVER), 7);

        modifyHandshake(handshake);

        assertThat(properties.get(TOKEN)).isSameAs(alice);
        assertThat(JwtConfigurator.handshake(session(handshake))).isSameAs(handshake);
        assertThat(handshake.getSubject()).isEqualTo("alice");
        assertThat(handshake.getGroups()).containsExactly("user");
    }

    @Test
    void anonymousHandshakeHasNoToken() {
        Handshake handshake = new Handshake(new Peer(null, null, "127.0.0.1", Peer.NEVER), 7);

        modifyHandshake(handshake);

        assertThat(properties).doesNotContainKey(TOKEN);
        assertThat(handshake.getName()).isEqualTo("anonymous");
        assertThat(handshake.getClaimNames()).isEmpty();
        assertThat(handshake.getSubject()).isNull();
    }

    @Test
    void handshakeThatWasNotCheckedIsRefused() {
        for (Principal principal : new Principal[] {null, () -> "anybody", alice}) {
            assertThatThrownBy(() -> modifyHandshake(principal)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(properties).isEmpty();
        assertThatThrownBy(() -> JwtConfigurator.handshake(session(null))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void handshakeOfAnotherConnectionIsRefused() {
        modifyHandshake(new Handshake(new Peer(alice, "acme", "127.0.0.1", Peer.NEVER), 7));
        Handshake own = new Handshake(new Peer(null, null, "127.0.0.1", Peer.NEVER), 8);

        assertThatThrownBy(() -> JwtConfigurator.handshake(session(own))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void subprotocolWithTheTokenIsRepeated() {
        assertThat(configurator.getNegotiatedSubprotocol(List.of(), List.of("chat", "token-a.b.c")))
                .isEqualTo("token-a.b.c");
        assertThat(configurator.getNegotiatedSubprotocol(List.of(), List.of("access_token.a.b.c")))
                .isEqualTo("access_token.a.b.c");
        assertThat(configurator.getNegotiatedSubprotocol(List.of(), List.of("chat")))
                .isEmpty();
    }

    private void modifyHandshake(Principal principal) {
        configurator.modifyHandshake(
                only(ServerEndpointConfig.class, properties), only(HandshakeRequest.class, principal), null);
    }

    /** A session with the user properties that the handshake left. */
    private Session session(Principal principal) {
        return (Session) Proxy.newProxyInstance(
                JwtConfiguratorTest.class.getClassLoader(),
                new Class<?>[] {Session.class},
                (proxy, method, arguments) -> method.getName().equals("getUserPrincipal") ? principal : properties);
    }

    /** An object of which one method is called. */
    private static <T> T only(Class<T> type, Object result) {
        return type.cast(Proxy.newProxyInstance(
                JwtConfiguratorTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> result));
    }
}
