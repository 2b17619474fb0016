package org.heliograph.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.Closeable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.heliograph.hub.outbox.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebSocketTransportTest {
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final List<String> closed = new CopyOnWriteArrayList<>();
    private SendHandler inFlight;
    private long idleTimeoutMillis;

    private final RemoteEndpoint.Async remote = fake(RemoteEndpoint.Async.class, (proxy, method, arguments) -> {
        if (method.getName().equals("sendText")) {
            inFlight = (SendHandler) arguments[1];
        }
        return null;
    });

    private final Session session = fake(Session.class, (proxy, method, arguments) -> switch (method.getName()) {
        case "getAsyncRemote" -> remote;
        case "setMaxIdleTimeout" -> {
            assertThat(closed).isEmpty();
            idleTimeoutMillis = (long) arguments[0];
            yield null;
        }
        case "close" -> closed.add(((CloseReason) arguments[0]).getReasonPhrase());
        default -> null;
    });

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private final WebSocketTransport transport = new WebSocketTransport(session, Runnable::run, scheduler, 600_000);

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    @Test
    void closesAtOnceWithoutAMessageInFlight() {
        transport.close(4003, "Access revoked");

        assertThat(closed).containsExactly("Access revoked");
    }

    @Test
    void closeWaitsForTheMessageInFlight() {
        transport.send(List.of(Frame.reply("a message")), failure -> {});

        transport.close(4008, "Slow consumer");
        assertThat(closed).isEmpty();
        inFlight.onResult(new SendResult());

        assertThat(closed).containsExactly("Slow consumer");
    }

    @Test
    void setsATimeoutForAPeerThatDoesNotAnswerAClose() {
        transport.close(4003, "Access revoked");

        assertThat(idleTimeoutMillis).isEqualTo(10_000);
    }

    @Test
    void closesWithoutTheMessageInFlightAfterATimeout() {
        transport.send(List.of(Frame.reply("a message")), failure -> {});

        transport.close(4003, "Access revoked");

        await().until(() -> closed.equals(List.of("Access revoked")));
    }

    @Test
    void sendsNoPingBehindAMessageInFlight() {
        transport.send(List.of(Frame.reply("a message")), failure -> {});
        assertThat(transport.ping()).isFalse();

        inFlight.onResult(new SendResult());

        assertThat(transport.ping()).isTrue();
    }

    @Test
    void abortCutsTheConnectionWhereTheServerAllowsIt() {
        AtomicInteger cuts = new AtomicInteger();
        Closeable channel = cuts::incrementAndGet;
        SessionWithChannel undertow =
                fake(SessionWithChannel.class, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getAsyncRemote" -> remote;
                    case "getWebSocketChannel" -> channel;
                    case "close" -> closed.add("closed");
                    default -> null;
                });
        WebSocketTransport stuck = new WebSocketTransport(undertow, Runnable::run, scheduler, 600_000);
        stuck.send(List.of(Frame.reply("a message that is never taken")), failure -> {});

        stuck.close(4008, "Slow consumer");
        stuck.abort();

        assertThat(cuts).hasValue(1);
        assertThat(closed).isEmpty();
    }

    @Test
    void abortClosesTheSessionWhereTheServerHasNoOtherWay() {
        transport.send(List.of(Frame.reply("a message that is never taken")), failure -> {});
        transport.close(4008, "Slow consumer");

        transport.abort();

        assertThat(closed).containsExactly("Slow consumer");
    }

    /** As Undertow's. */
    public interface SessionWithChannel extends Session {
        Closeable getWebSocketChannel();
    }

    @Test
    void rejectsMessagesAfterAClose() {
        List<Throwable> failures = new ArrayList<>();
        transport.close(4008, "Slow consumer");

        transport.send(List.of(Frame.reply("a message")), failures::add);

        assertThat(inFlight).isNull();
        assertThat(failures).hasSize(1).doesNotContainNull();
    }
}
