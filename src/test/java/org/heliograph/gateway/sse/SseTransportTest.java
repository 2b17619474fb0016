package org.heliograph.gateway.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.heliograph.hub.outbox.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SseTransportTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final FakeStream out = new FakeStream();
    private final AtomicInteger completed = new AtomicInteger();
    private final AtomicInteger idle = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final List<Object> results = new CopyOnWriteArrayList<>();
    private SseTransport transport;

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @BeforeEach
    void start() throws IOException {
        ServletResponse response = fake(
                ServletResponse.class,
                (proxy, method, arguments) -> method.getName().equals("getOutputStream") ? out : null);
        AsyncContext call = fake(AsyncContext.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getResponse" -> response;
            case "complete" -> {
                completed.incrementAndGet();
                yield null;
            }
            default -> null;
        });
        transport = new SseTransport(call, threads);
        transport.start(idle::incrementAndGet, ended::incrementAndGet);
        transport.onWritePossible();
    }

    @AfterEach
    void stop() {
        out.leave.countDown();
        threads.shutdownNow();
    }

    private void send(String text) {
        transport.send(List.of(Frame.reply(text)), failure -> results.add(failure == null ? "sent" : failure));
    }

    @Test
    void writesAndReportsThatThePeerHasTakenIt() {
        send("data: 1\n\n");

        assertThat(out.written()).isEqualTo("data: 1\n\n");
        assertThat(results).containsExactly("sent");
        assertThat(idle.get()).isPositive();
    }

    @Test
    void keepsTheTextWhileThePeerTakesNothing() {
        out.ready = false;
        send("data: 1\n\n");
        assertThat(results).isEmpty();
        out.ready = true;

        transport.onWritePossible();

        assertThat(out.written()).isEqualTo("data: 1\n\n");
        assertThat(results).containsExactly("sent");
    }

    @Test
    void closeSendsItsReasonAndEndsTheStream() {
        transport.close(4003, "Access revoked");

        await().until(() -> ended.get() == 1);
        assertThat(out.written()).contains("event: close").contains("4003");
        assertThat(completed).hasValue(1);
        assertThat(transport.ping()).isFalse();
    }

    @Test
    void aStreamThatIsWithdrawnLeavesTheResponseToItsCaller() {
        assertThat(transport.withdraw()).isTrue();

        send("data: 1\n\n");
        transport.close(1011, "Internal error");
        assertThat(out.written()).isEmpty();
        assertThat(completed).hasValue(0);
        assertThat(results).hasSize(1).first().isInstanceOf(IOException.class);
    }

    @Test
    void aStreamThatHasEndedCannotBeWithdrawn() {
        transport.close(4003, "Access revoked");
        await().until(() -> ended.get() == 1);

        assertThat(transport.withdraw()).isFalse();
    }

    @Test
    void closeDoesNotWaitForAWriteInProgress() throws InterruptedException {
        out.blocks = true;
        threads.execute(() -> send("data: 1\n\n"));
        assertThat(out.inside.await(30, TimeUnit.SECONDS)).isTrue();

        transport.ping();
        transport.close(4003, "Access revoked");

        await().until(() -> completed.get() == 1 && ended.get() == 1);
        assertThat(results).hasSize(1).first().isInstanceOf(IOException.class);
    }

    @Test
    void aWriteThatThrowsEndsTheStream() {
        out.fails = true;

        send("data: 1\n\n");

        assertThat(results).hasSize(1).first().isInstanceOf(OutOfMemoryError.class);
        assertThat(ended).hasValue(1);
        assertThat(completed).hasValue(1);
    }

    /** A response that takes everything, or blocks or fails. */
    private static final class FakeStream extends ServletOutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CountDownLatch inside = new CountDownLatch(1);
        private final CountDownLatch leave = new CountDownLatch(1);
        private volatile boolean ready = true;
        private volatile boolean blocks;
        private volatile boolean fails;

        String written() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            // the test calls it
        }

        @Override
        public void write(int one) {
            bytes.write(one);
        }

        @Override
        public void write(byte[] text) throws IOException {
            if (fails) {
                throw new OutOfMemoryError("injected");
            }
            if (blocks) {
                inside.countDown();
                try {
                    leave.await();
                } catch (InterruptedException stopped) {
                    throw new IOException(stopped);
                }
            }
            bytes.write(text);
        }
    }
}
