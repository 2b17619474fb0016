package org.heliograph.hub.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A transport that sends messages as fast as a test lets it. */
public final class FakeTransport implements Transport {
    private final List<String> sent = new ArrayList<>();
    private Consumer<Throwable> inFlight;
    private boolean stalled;
    private int pings;
    private int aborts;
    private boolean pingLeaves = true;
    private Integer closeCode;
    private int concurrent;
    private int batchBytes;
    private int batches;
    private Executor writer;

    /** From now on a message stays in flight until {@link #release()}. */
    public FakeTransport stall() {
        stalled = true;
        return this;
    }

    /** From now on messages are sent together until they have this length. */
    public FakeTransport batches(int bytes) {
        batchBytes = bytes;
        return this;
    }

    /** From now on fan-out is written by this executor. */
    public FakeTransport writtenBy(Executor executor) {
        writer = executor;
        return this;
    }

    @Override
    public int batchBytes() {
        return batchBytes;
    }

    @Override
    public Executor writer() {
        return writer;
    }

    @Override
    public synchronized void send(List<Frame> messages, Consumer<Throwable> done) {
        if (inFlight != null) {
            concurrent++;
        }
        batches++;
        messages.forEach(message -> sent.add(message.text()));
        if (stalled) {
            inFlight = done;
        } else {
            done.accept(null);
        }
    }

    /** Completes the message in flight. */
    public void release() {
        Consumer<Throwable> done = inFlight;
        inFlight = null;
        done.accept(null);
    }

    /** Sends everything again, and completes the message in flight. */
    public void recover() {
        stalled = false;
        release();
    }

    /** Completes the message in flight, if there is one. */
    public void releaseOne() {
        if (inFlight != null) {
            release();
        }
    }

    /** Sends everything again, whether a message is in flight or not. */
    public void recoverIfStalled() {
        stalled = false;
        releaseOne();
    }

    /** Fails the message in flight. */
    public void fail() {
        Consumer<Throwable> done = inFlight;
        inFlight = null;
        done.accept(new java.io.IOException("broken pipe"));
    }

    @Override
    public boolean ping() {
        if (!pingLeaves) {
            return false;
        }
        pings++;
        return true;
    }

    /** Whether a PING leaves at once from now on. */
    public void setPingLeaves(boolean leaves) {
        pingLeaves = leaves;
    }

    @Override
    public void abort() {
        aborts++;
    }

    /** How often the connection was cut. */
    public int aborts() {
        return aborts;
    }

    @Override
    public void close(int code, String reason) {
        closeCode = code;
    }

    public List<String> sent() {
        return sent;
    }

    /** How often something was sent. */
    public int batches() {
        return batches;
    }

    public int pings() {
        return pings;
    }

    /** Null while the server has not closed it. */
    public Integer closeCode() {
        return closeCode;
    }

    /** How often a message was sent while another was in flight. */
    public int concurrentSends() {
        return concurrent;
    }
}
