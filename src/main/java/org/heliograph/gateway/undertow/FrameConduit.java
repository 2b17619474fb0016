package org.heliograph.gateway.undertow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.xnio.Buffers;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.ConduitWritableByteChannel;
import org.xnio.conduits.Conduits;
import org.xnio.conduits.StreamSinkConduit;

/**
 * The last conduit before the socket's own, through which Undertow writes PINGs, PONGs and close frames, and this application its messages.
 * Frames of both never mix: neither writes while a frame of the other is written in part. What the peer does not take at once is kept, and
 * written when Undertow finds that the connection is writable, and flushes this conduit.
 *
 * <p>At most one batch is kept, since the next is sent only after it has completed.
 */
final class FrameConduit extends AbstractStreamSinkConduit<StreamSinkConduit> {
    private static final Logger LOG = Logger.getLogger(FrameConduit.class.getName());

    private final XnioExecutor executor;
    private final long timeoutMillis;
    private final Runnable onTimeout;
    /** What the peer has not taken of the batch in flight; null for none. */
    private ByteBuffer rest;

    private Consumer<Throwable> done;
    private XnioExecutor.Key timeout;
    /** Whether a frame of Undertow is written in part. */
    private boolean foreignFrame;

    /**
     * @param executor      the connection's I/O thread
     * @param timeoutMillis how long a batch may be in flight
     * @param onTimeout     called when a batch is in flight for longer; closes the connection
     */
    FrameConduit(StreamSinkConduit next, XnioExecutor executor, long timeoutMillis, Runnable onTimeout) {
        super(next);
        this.executor = executor;
        this.timeoutMillis = timeoutMillis;
        this.onTimeout = onTimeout;
    }

    /**
     * Writes encoded frames; the last batch must have completed.
     *
     * @param frames    copied as far as they are not written
     * @param completed called later, on the I/O thread, when this returns false: with null, or with the failure
     * @return whether everything has been written
     * @throws IOException when the connection has failed
     */
    synchronized boolean send(ByteBuffer frames, Consumer<Throwable> completed) throws IOException {
        if (!foreignFrame && writeAll(frames)) {
            return true;
        }
        rest = ByteBuffer.allocate(frames.remaining()).put(frames).flip();
        done = completed;
        timeout = executor.executeAfter(onTimeout, timeoutMillis, TimeUnit.MILLISECONDS);
        next.resumeWrites();
        return false;
    }

    /** A conduit for TLS takes bytes that it has not passed on yet. @return whether everything has been written and passed on */
    private boolean writeAll(ByteBuffer frames) throws IOException {
        int written = 1;
        while (written > 0 && frames.hasRemaining()) {
            written = next.write(frames);
        }
        return !frames.hasRemaining() && next.flush();
    }

    /** @return whether nothing is left of the batch in flight */
    private boolean writeRest() throws IOException {
        if (rest != null && !foreignFrame && writeAll(rest)) {
            complete(null);
        }
        return rest == null;
    }

    /** On the I/O thread, later: Undertow holds locks, and the next batch is sent at once. */
    private void complete(Throwable failure) {
        Consumer<Throwable> completed = done;
        rest = null;
        done = null;
        timeout.remove();
        timeout = null;
        try {
            executor.execute(() -> completed.accept(failure));
        } catch (RejectedExecutionException stopping) {
            LOG.log(Level.FINE, "The server stops, and closes its sockets", stopping);
        }
    }

    // Undertow's side

    @Override
    public synchronized int write(ByteBuffer frames) throws IOException {
        if (!foreignFrame && !writeRest()) {
            return 0;
        }
        int written = next.write(frames);
        foreignFrame = frames.hasRemaining() && (foreignFrame || written > 0);
        return written;
    }

    @Override
    public synchronized long write(ByteBuffer[] frames, int offset, int length) throws IOException {
        if (!foreignFrame && !writeRest()) {
            return 0;
        }
        long written = next.write(frames, offset, length);
        foreignFrame = Buffers.hasRemaining(frames, offset, length) && (foreignFrame || written > 0);
        return written;
    }

    @Override
    public int writeFinal(ByteBuffer frames) throws IOException {
        return Conduits.writeFinalBasic(this, frames);
    }

    @Override
    public long writeFinal(ByteBuffer[] frames, int offset, int length) throws IOException {
        return Conduits.writeFinalBasic(this, frames, offset, length);
    }

    /** Undertow's WebSockets send no files; through a buffer, so that {@link #write} sees every byte. */
    @Override
    public long transferFrom(FileChannel source, long position, long count) throws IOException {
        return source.transferTo(position, count, new ConduitWritableByteChannel(this));
    }

    @Override
    public long transferFrom(StreamSourceChannel source, long count, ByteBuffer throughBuffer) throws IOException {
        return Conduits.transfer(source, count, throughBuffer, this);
    }

    @Override
    public synchronized boolean flush() throws IOException {
        return writeRest() && next.flush();
    }

    /** Undertow has nothing more to write, but this conduit may. */
    @Override
    public synchronized void suspendWrites() {
        if (rest == null) {
            next.suspendWrites();
        }
    }

    @Override
    public void terminateWrites() throws IOException {
        abandon();
        next.terminateWrites();
    }

    @Override
    public void truncateWrites() throws IOException {
        abandon();
        next.truncateWrites();
    }

    private synchronized void abandon() {
        if (rest != null) {
            complete(new ClosedChannelException());
        }
    }
}
