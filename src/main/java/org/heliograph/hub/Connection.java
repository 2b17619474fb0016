package org.heliograph.hub;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Topic;
import org.heliograph.hub.Dialect.Liveness;
import org.heliograph.hub.outbox.Frame;
import org.heliograph.hub.outbox.Outbox;
import org.heliograph.hub.outbox.Transport;
import org.heliograph.identity.Caller;
import org.heliograph.platform.QuietLogger;

/** One open connection, a WebSocket or an event stream: its peer, its subscriptions and its outbox. */
public final class Connection {
    private static final QuietLogger LOG = new QuietLogger(Logger.getLogger(Connection.class.getName()));

    private final String id = UUID.randomUUID().toString();
    private final Dialect dialect;
    private final Peer peer;
    private final Transport transport;
    private final Outbox outbox;
    private final Set<Topic> topics = ConcurrentHashMap.newKeySet();
    /** The cursors of those topics that it resumes. */
    private final ConnectionCursors cursors = new ConnectionCursors();

    private final AtomicBoolean open = new AtomicBoolean(true);
    private final LivenessTracker tracker;
    private volatile Predicate<String> filter;

    /**
     * @param nowNanos the node's running time
     * @param maxBytes maximum size of all queued frames, in bytes of UTF-8
     */
    public Connection(Dialect dialect, Peer peer, Transport transport, long nowNanos, int maxBytes) {
        this.dialect = dialect;
        this.peer = peer;
        this.transport = transport;
        this.outbox = new Outbox(
                transport,
                dialect.newQueue(),
                maxBytes,
                () -> close(Disconnect.SLOW_CONSUMER),
                cursors::resumeReading,
                this::sendFailed,
                dialect.name());
        this.tracker = new LivenessTracker(nowNanos, id.hashCode(), dialect.liveness());
    }

    /** Closed from here, since not every server notifies the endpoint of every failure. */
    private void sendFailed(Throwable failure) {
        close(Disconnect.INTERNAL_ERROR);
        LOG.log(Level.FINE, failure, () -> "could not send to a connection");
    }

    public String id() {
        return id;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** The authenticated caller; null for an anonymous connection. */
    public Caller caller() {
        return peer.caller();
    }

    /** The organisation whose events it may receive; null for dialects without organisations. */
    public String organizationId() {
        return peer.organizationId();
    }

    public String address() {
        return peer.address();
    }

    /** Its subscriptions; a live view. */
    public Set<Topic> topics() {
        return topics;
    }

    /** What administrators see of it. */
    public ConnectionFigures figures() {
        return ConnectionFigures.of(tracker, outbox.figures());
    }

    /** Sends a reply or a notice to this peer alone, after the frames that are already queued. */
    public void send(String text) {
        outbox.offer(List.of(Frame.reply(text)));
    }

    /**
     * Delivers only publications whose key matches, from now on. Replaces the previous filter.
     *
     * @param keys tested with each publication's {@link Dialect#key}, which may be null; null for no filter
     */
    public void filter(Predicate<String> keys) {
        this.filter = keys;
    }

    /** Queues a batch of one of its topics. @return whether the caller has to {@link #flush} this connection */
    boolean deliver(Topic topic, EncodedBatch batch) {
        Cursor cursor = cursors.get(topic);
        if (cursor != null) {
            cursor.deliver(batch);
            return outbox.requestFlush();
        }
        // a subscription that ends now gets nothing behind its reply; one that starts to resume gets these from the log
        return outbox.queue(batch.plain(filter), () -> topics.contains(topic) && !cursors.contains(topic));
    }

    /** Where {@link #flush} is best called after a fan-out; null for any thread. */
    Executor writer() {
        return transport.writer();
    }

    /** The log of a topic now ends at a position, whose epoch is another one than before. */
    void rewind(Topic topic, LogPosition end) {
        cursors.rewind(topic, end);
    }

    /**
     * Queues a frame for the next {@link #flush}, unless there is no room: then {@link Cursor#resumeReading} is called later.
     * A frame that the filter excludes counts as queued.
     *
     * @param stillWanted tested under the outbox's lock
     */
    boolean queueIfRoom(Frame frame, BooleanSupplier stillWanted) {
        Predicate<String> keys = filter;
        boolean excluded = keys != null && frame.publication() != null && !keys.test(frame.key());
        return excluded || outbox.queueIfRoom(frame, stillWanted);
    }

    void flush() {
        outbox.flush();
    }

    /** Delivers the topic through a cursor from now on; null to deliver it without one. */
    void resume(Topic topic, Cursor cursor) {
        cursors.replace(topic, cursor);
    }

    /** Queues a reply and runs an action, such that every frame the action leads to comes after the reply. @param text null for no reply */
    void replyThen(String text, Runnable action) {
        if (text == null) {
            outbox.runIfOpen(action);
        } else {
            outbox.replyThen(Frame.reply(text), action);
        }
    }

    /** @param busy whether messages of the peer have arrived that are not handled yet: then it is not silent */
    public void setBusy(BooleanSupplier busy) {
        tracker.setBusy(busy);
    }

    /** Whether neither side has ended it; its transport may live a little longer. */
    public boolean isOpen() {
        return open.get();
    }

    /** Records activity of the peer: a frame or a PONG that counts for its dialect. */
    public void recordActivity() {
        tracker.recordActivity();
    }

    /**
     * Closes the connection from this side and discards the queued frames. Only the first call has an effect. Waits for no lock, and
     * throws nothing: whatever is left of the transport after a failure is ended by {@link #check}.
     */
    public void close(Disconnect reason) {
        close(reason, reason.reason());
    }

    /** @param words replace those of the reason, at most 123 bytes of UTF-8 */
    public void close(Disconnect reason, String words) {
        if (open.compareAndSet(true, false)) {
            HubMetrics.closed(reason);
            try {
                end();
                transport.close(reason.code(), words);
            } catch (RuntimeException | Error fault) {
                LOG.log(Level.FINE, fault, () -> "could not close a connection");
            }
        }
    }

    /** The transport has ended. */
    void closed() {
        HubMetrics.ended(open.getAndSet(false));
        end();
    }

    private void end() {
        outbox.close();
        cursors.end();
    }

    /**
     * Pings or closes the connection when it is due, and sends what a flush that was lost by a fault has left.
     *
     * @param nowNanos     the node's running time
     * @param nowMillis    the present, milliseconds since the epoch, for the expiry of tokens
     * @param checkSilence whether the dialect's check for silence is due
     * @param sendNanos    the longest time for one message
     * @return whether it has ended for so long that it must be removed, whatever its transport does
     */
    public boolean check(long nowNanos, long nowMillis, boolean checkSilence, long sendNanos) {
        if (!isOpen()) {
            if (tracker.isOverdue(nowNanos)) {
                abort();
            }
            return tracker.isOverdue(nowNanos);
        }
        Liveness liveness = dialect.liveness();
        tracker.update(nowNanos);
        if (nowMillis >= peer.expiresMillis()) {
            close(Disconnect.TOKEN_EXPIRED);
        } else if (outbox.isClosed()) {
            close(Disconnect.INTERNAL_ERROR);
        } else if (tracker.isStuck(outbox, nowNanos, sendNanos)) {
            close(Disconnect.SLOW_CONSUMER);
            abort();
        } else if (checkSilence && tracker.isSilent(liveness, nowNanos)) {
            close(Disconnect.HEARTBEAT_TIMEOUT);
        } else {
            outbox.flush();
            tracker.ping(liveness, transport, nowNanos);
        }
        return false;
    }

    private void abort() {
        try {
            transport.abort();
        } catch (RuntimeException | Error fault) {
            LOG.log(Level.FINE, fault, () -> "could not cut a connection");
        }
    }
}
