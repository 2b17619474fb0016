package org.heliograph.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.heliograph.gateway.thread.ConnectionThreads;
import org.heliograph.gateway.thread.InboundMemory;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Dialect;
import org.heliograph.hub.Dialect.Liveness;
import org.heliograph.hub.Disconnect;
import org.heliograph.hub.FakeLog;
import org.heliograph.hub.Hub;
import org.heliograph.hub.Peer;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.hub.drain.ReauthenticationService;
import org.heliograph.hub.outbox.RejectingQueue;
import org.heliograph.identity.screen.ScreenTokenVerifier;
import org.heliograph.identity.token.ApiTokenVerifier;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.platform.ByteBudget;
import org.heliograph.platform.RunningTime;
import org.heliograph.settings.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SocketEndpointTest {
    private final SessionRegistry registry = new SessionRegistry();
    private final List<Integer> closed = Collections.synchronizedList(new ArrayList<>());
    private final List<String> received = new ArrayList<>();
    private final Map<String, String> settings = new HashMap<>();
    private final ByteBudget budget = new ByteBudget(1_000_000, 1_000_000);
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private RuntimeException openingFailure;
    private Connection connection;

    private final Dialect dialect = fake(Dialect.class, (proxy, method, arguments) -> switch (method.getName()) {
        case "name" -> "fake";
        case "newQueue" -> new RejectingQueue(10);
        case "liveness" -> new Liveness(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1), false);
        default -> null;
    });

    private final SocketEndpoint endpoint = new SocketEndpoint() {
        @Override
        protected Dialect dialect() {
            return dialect;
        }

        @Override
        protected String greeting(Connection opened) {
            connection = opened;
            if (openingFailure != null) {
                throw openingFailure;
            }
            return "hello";
        }

        @Override
        protected void receive(Connection from, String message) {
            received.add(message);
        }
    };

    private final Handshake handshake = new Handshake(new Peer(null, null, "127.0.0.1", Peer.NEVER), 0);

    private final Session session = fake(Session.class, (proxy, method, arguments) -> switch (method.getName()) {
        case "getUserProperties" -> Map.of(Handshake.class.getName(), handshake);
        case "getUserPrincipal" -> handshake;
        case "getAsyncRemote" ->
            fake(RemoteEndpoint.Async.class, (remote, send, frame) -> {
                if (send.getName().equals("sendText")) {
                    ((SendHandler) frame[1]).onResult(new SendResult());
                }
                return null;
            });
        case "close" -> closed.add(((CloseReason) arguments[0]).getCloseCode().getCode());
        default -> null;
    });

    @BeforeEach
    void inject() throws ReflectiveOperationException {
        Clock clock = Clock.systemUTC();
        Hub hub = new Hub(registry, new FakeLog());
        Configuration configuration = new Configuration(name -> Optional.ofNullable(settings.get(name)));
        ConnectionAdmission admission = new ConnectionAdmission();
        set(admission, ConnectionAdmission.class, "hub", hub);
        set(admission, ConnectionAdmission.class, "configuration", configuration);
        set(admission, ConnectionAdmission.class, "time", new RunningTime());
        set(
                admission,
                ConnectionAdmission.class,
                "revocations",
                new RevocationListener(
                        registry,
                        new FakeAccountStatusChecker(),
                        new ScreenTokenVerifier(new SqlTemplate(), clock),
                        new ApiTokenVerifier(new SqlTemplate(), clock)));
        set(
                admission,
                ConnectionAdmission.class,
                "reauthentication",
                new ReauthenticationService(registry, configuration, new RunningTime()));
        set(endpoint, SocketEndpoint.class, "hub", hub);
        set(endpoint, SocketEndpoint.class, "configuration", configuration);
        set(endpoint, SocketEndpoint.class, "admission", admission);
        set(endpoint, SocketEndpoint.class, "inboundMemory", new InboundMemory() {
            @Override
            public ByteBudget.Share share(String address) {
                return budget.share(address);
            }
        });
        set(endpoint, SocketEndpoint.class, "threads", new ConnectionThreads() {
            @Override
            public Executor handlers() {
                return Runnable::run;
            }

            @Override
            public Executor closers() {
                return Runnable::run;
            }

            @Override
            public ScheduledExecutorService timer() {
                return timer;
            }
        });
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    /** Injects a private field, as the container does. */
    private static void set(Object bean, Class<?> type, String name, Object value) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        field.set(bean, value);
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Test
    void keepsASocketThatOpened() {
        endpoint.onOpen(session);

        assertThat(closed).isEmpty();
        assertThat(registry.size()).isEqualTo(1);
    }

    @Test
    void ignoresFramesAfterTheConnectionIsClosed() {
        endpoint.onOpen(session);
        endpoint.onText("before", true);

        connection.close(Disconnect.ACCESS_REVOKED);
        endpoint.onText("after", true);

        assertThat(received).containsExactly("before");
        assertThat(closed).containsExactly(4003);
    }

    @Test
    void closesASocketWhoseOpeningFails() {
        openingFailure = new IllegalStateException("the database is away");

        endpoint.onOpen(session);

        assertThat(closed).containsExactly(1011);
        assertThat(registry.size()).isZero();
    }

    @Test
    void closesASocketWhoseHandlerFails() {
        endpoint.onOpen(session);

        endpoint.onError(new IllegalStateException("unforeseen"));

        assertThat(closed).containsExactly(1011);
        assertThat(registry.size()).isZero();
    }

    @Test
    void closesASocketWhoseMessageDoesNotEndWhateverElseItSends() {
        settings.put("heliograph.receive.timeout", "PT1S");
        endpoint.onOpen(session);

        endpoint.onText("{\"type\":", false);
        assertThat(budget.held()).isPositive();

        await().until(() -> {
            endpoint.onPong(null);
            return !closed.isEmpty();
        });
        assertThat(closed).containsExactly(4000);
        assertThat(budget.held()).isZero();
    }

    @Test
    void keepsASocketWhoseMessagesEnd() {
        endpoint.onOpen(session);

        endpoint.onText("a", false);
        endpoint.onText("b", true);
        endpoint.onText("c", false);
        endpoint.onClose();

        assertThat(received).containsExactly("ab");
        assertThat(budget.held()).isZero();
    }
}
