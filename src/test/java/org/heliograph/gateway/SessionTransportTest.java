package org.heliograph.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class SessionTransportTest {
    private static final long LONG = 600_000;

    private final List<String> closed = new CopyOnWriteArrayList<>();
    private SendHandler onItsWay;

    private final RemoteEndpoint.Async remote = fake(RemoteEndpoint.Async.class, (proxy, method, arguments) -> {
        if (method.getName().equals("sendText")) {
            onItsWay = (SendHandler) arguments[1];
        }
        return null;
    });

    private final Session session = fake(Session.class, (proxy, method, arguments) -> switch (method.getName()) {
        case "getAsyncRemote" -> remote;
        case "close" -> closed.add(((CloseReason) arguments[0]).getReasonPhrase());
        default -> null;
    });

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private SessionTransport transport(long lingerMillis) {
        return new SessionTransport(session, Runnable::run, LONG, lingerMillis);
    }

    @Test
    void closesAtOnceWhenNothingIsOnItsWay() {
        transport(LONG).close(4003, "Access revoked");

        assertThat(closed).containsExactly("Access revoked");
    }

    @Test
    void aCloseWaitsForTheMessageOnItsWay() {
        SessionTransport transport = transport(LONG);
        transport.send("a message", failure -> {});

        transport.close(4008, "Slow consumer");
        assertThat(closed).isEmpty();
        onItsWay.onResult(new SendResult());

        assertThat(closed).containsExactly("Slow consumer");
    }

    @Test
    void butNotForEver() {
        SessionTransport transport = transport(1);
        transport.send("a message", failure -> {});

        transport.close(4008, "Slow consumer");

        await().until(() -> closed.equals(List.of("Slow consumer")));
    }
}
