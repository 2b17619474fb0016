package org.heliograph.gateway.undertow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xnio.XnioExecutor;
import org.xnio.conduits.StreamSinkConduit;

class FrameConduitTest {
    private static final long TIMEOUT_MILLIS = 30_000;

    private final StringBuilder wire = new StringBuilder();
    private final List<Runnable> later = new ArrayList<>();
    private final List<Runnable> timeouts = new ArrayList<>();
    private final List<Throwable> completions = new ArrayList<>();
    /** How many bytes the peer takes now. */
    private int room = Integer.MAX_VALUE;

    private int writes;
    private boolean broken;
    private boolean flushed = true;
    private boolean resumed;
    private boolean shutDown;
    private boolean closed;

    private final StreamSinkConduit socket = fake(StreamSinkConduit.class, (method, arguments) -> switch (method) {
        case "write" ->
            arguments[0] instanceof ByteBuffer one
                    ? (Object) (int) take(one)
                    : (Object) take((ByteBuffer[]) arguments[0]);
        case "flush" -> flushed;
        case "resumeWrites" -> resumed = true;
        case "suspendWrites" -> resumed = false;
        case "truncateWrites", "terminateWrites" -> shutDown = true;
        default -> throw new UnsupportedOperationException(method);
    });

    private final XnioExecutor executor = fake(XnioExecutor.class, (method, arguments) -> switch (method) {
        case "execute" -> later.add((Runnable) arguments[0]);
        case "executeAfter" -> {
            assertThat(arguments[1]).isEqualTo(TIMEOUT_MILLIS);
            timeouts.add((Runnable) arguments[0]);
            yield (XnioExecutor.Key) () -> timeouts.remove(arguments[0]);
        }
        default -> throw new UnsupportedOperationException(method);
    });

    private final FrameConduit conduit = new FrameConduit(socket, executor, TIMEOUT_MILLIS, () -> closed = true);

    private interface Answer {
        Object of(String method, Object[] arguments) throws IOException;
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object result = answer.of(method.getName(), arguments);
                    return method.getReturnType() == void.class ? null : result;
                }));
    }

    private long take(ByteBuffer... buffers) throws IOException {
        if (broken) {
            throw new IOException("connection reset");
        }
        writes++;
        long taken = 0;
        for (ByteBuffer buffer : buffers) {
            while (buffer.hasRemaining() && room > 0) {
                wire.append((char) buffer.get());
                room--;
                taken++;
            }
        }
        return taken;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private boolean send(String text) throws IOException {
        return conduit.send(bytes(text), completions::add);
    }

    /** What Undertow does when the connection is writable. */
    private void writable(int bytes) throws IOException {
        room = bytes;
        if (conduit.flush()) {
            conduit.suspendWrites();
        }
        List<Runnable> due = List.copyOf(later);
        later.clear();
        due.forEach(Runnable::run);
    }

    @Test
    void aBatchThatThePeerTakesIsOneWriteAndCompletesAtOnce() throws IOException {
        assertThat(send("one two three")).isTrue();

        assertThat(wire).hasToString("one two three");
        assertThat(writes).isOne();
        assertThat(timeouts).isEmpty();
        assertThat(resumed).isFalse();
    }

    @Test
    void whatThePeerDoesNotTakeIsWrittenWhenItIsWritable() throws IOException {
        room = 4;
        assertThat(send("one two three")).isFalse();
        assertThat(resumed).isTrue();

        writable(5);
        assertThat(resumed).isTrue();
        assertThat(completions).isEmpty();
        writable(100);

        assertThat(wire).hasToString("one two three");
        assertThat(completions).hasSize(1).containsOnlyNulls();
        assertThat(resumed).isFalse();
        assertThat(timeouts).isEmpty();
    }

    @Test
    void aPingWaitsForTheRestOfABatch() throws IOException {
        room = 4;
        send("message");

        ByteBuffer ping = bytes("ping");
        assertThat(conduit.write(new ByteBuffer[] {ping}, 0, 1)).isZero();
        room = 100;
        conduit.write(new ByteBuffer[] {ping}, 0, 1);

        assertThat(wire).hasToString("messageping");
        assertThat(later).hasSize(1);
    }

    @Test
    void aBatchWaitsForTheRestOfAPing() throws IOException {
        room = 2;
        ByteBuffer ping = bytes("ping");
        conduit.write(ping);

        assertThat(send("message")).isFalse();
        assertThat(conduit.flush()).isFalse();
        room = 100;
        conduit.write(ping);
        assertThat(wire).hasToString("ping");
        writable(100);

        assertThat(wire).hasToString("pingmessage");
        assertThat(completions).hasSize(1).containsOnlyNulls();
    }

    @Test
    void aFrameOfUndertowThatIsNotWrittenAtAllHoldsUpNothing() throws IOException {
        room = 0;
        conduit.write(bytes("ping"));
        room = 100;

        assertThat(send("message")).isTrue();
    }

    @Test
    void undertowDoesNotSuspendWritesThatThisConduitWaitsFor() throws IOException {
        room = 4;
        send("message");

        conduit.suspendWrites();

        assertThat(resumed).isTrue();
    }

    @Test
    void aBatchIsInFlightUntilTheConduitForTlsHasPassedItOn() throws IOException {
        flushed = false;
        assertThat(send("message")).isFalse();
        writable(100);
        assertThat(completions).isEmpty();
        flushed = true;
        writable(100);

        assertThat(wire).hasToString("message");
        assertThat(completions).hasSize(1).containsOnlyNulls();
    }

    @Test
    void aPeerThatDoesNotTakeABatchInTimeIsCutOff() throws IOException {
        room = 4;
        send("message");

        timeouts.get(0).run();

        assertThat(closed).isTrue();
    }

    @Test
    void aCloseFailsTheBatchInFlight() throws IOException {
        room = 4;
        send("message");

        conduit.truncateWrites();
        later.forEach(Runnable::run);

        assertThat(completions).hasSize(1).hasOnlyElementsOfType(ClosedChannelException.class);
        assertThat(shutDown).isTrue();
        assertThat(timeouts).isEmpty();
    }

    @Test
    void aBrokenConnectionFailsASend() {
        broken = true;

        assertThatThrownBy(() -> send("message")).isInstanceOf(IOException.class);
    }
}
