package org.heliograph.hub;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Topic;
import org.heliograph.hub.Dialect.Liveness;
import org.heliograph.hub.outbox.Frame;
import org.heliograph.hub.outbox.Outbox;
import org.heliograph.hub.outbox.Transport;
import org.heliograph.identity.Caller;

/** One open connection, a WebSocket or an event stream: its peer, its subscriptions and its outbox. */
public final class Connection {
    private final String id = UUID.randomUUID().toString();
    private final Dialect dialect;
    private final Peer peer;
    private final Transport transport;
    private final Outbox outbox;
    private final Set<Topic> topics = ConcurrentHashMap.newKeySet();
    /** The cursors of those topics that it resumes. */
    private final Map<Topic, Cursor> cursors = new ConcurrentHashMap<>();

    private final AtomicBoolean open = new AtomicBoolean(true);
    private volatile Predicate<String> filter;
    private volatile long lastActivityMillis;
    private volatile long lastPingMillis;

    /**
     * @param nowMillis the present, milliseconds since the epoch
     * @param maxSize   maximum size of all queued frames, in characters
     */
    public Connection(Dialect dialect, Peer peer, Transport transport, long nowMillis, int maxSize) {
        this.dialect = dialect;
        this.peer = peer;
        this.transport = transport;
        this.outbox = new Outbox(
                transport, dialect.newQueue(), maxSize, () -> close(Disconnect.SLOW_CONSUMER), this::resumeReading);
        this.lastActivityMillis = nowMillis;
        this.lastPingMillis = nowMillis;
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

    /** Delivers a batch of one of its topics. */
    void deliver(Topic topic, EncodedBatch batch) {
        Cursor cursor = cursors.get(topic);
        if (cursor != null) {
            cursor.deliver(batch);
            return;
        }
        Predicate<String> keys = filter;
        List<Frame> frames = batch.plain();
        // a subscription that starts to resume at this moment gets these publications from the log, after the reply
        outbox.offer(
                keys == null
                        ? frames
                        : frames.stream()
                                .filter(frame -> keys.test(frame.key()))
                                .toList(),
                () -> !cursors.containsKey(topic));
    }

    /** The log of a topic now ends at a position, whose epoch is another one than before. */
    void rewind(Topic topic, LogPosition end) {
        Cursor cursor = cursors.get(topic);
        if (cursor != null) {
            cursor.rewind(end);
        }
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

    private void resumeReading() {
        if (!cursors.isEmpty()) {
            cursors.values().forEach(Cursor::resumeReading);
        }
    }

    /** Delivers the topic through a cursor from now on; null to deliver it without one. */
    void resume(Topic topic, Cursor cursor) {
        Cursor before = cursor == null ? cursors.remove(topic) : cursors.put(topic, cursor);
        if (before != null) {
            before.end();
        }
    }

    /** Queues a reply and runs an action, such that every frame the action leads to comes after the reply. @param text null for no reply */
    void replyThen(String text, Runnable action) {
        if (text == null) {
            outbox.runIfOpen(action);
        } else {
            outbox.replyThen(Frame.reply(text), action);
        }
    }

    /** Whether neither side has ended it; its transport may live a little longer. */
    public boolean isOpen() {
        return open.get();
    }

    /** Records activity of the peer: a frame or a PONG that counts for its dialect. */
    public void recordActivity(long nowMillis) {
        lastActivityMillis = nowMillis;
    }

    /**
     * Moves the last activity by a time in which this node did not run, or by which its clock was set.
     *
     * @param millis    negative for a clock that was set back
     * @param nowMillis the present, beyond which nothing is moved
     */
    public void forgiveSilence(long millis, long nowMillis) {
        lastActivityMillis = Math.min(nowMillis, lastActivityMillis + millis);
        lastPingMillis = Math.min(nowMillis, lastPingMillis);
    }

    /** Closes the connection from this side and discards the queued frames. Only the first call has an effect. */
    public void close(Disconnect reason) {
        if (open.compareAndSet(true, false)) {
            end();
            transport.close(reason.code(), reason.reason());
        }
    }

    /** The transport has ended. */
    void closed() {
        open.set(false);
        end();
    }

    private void end() {
        outbox.close();
        cursors.values().forEach(Cursor::end);
    }

    /** Pings or closes the connection when it is due. @param checkSilence whether the dialect's check for silence is due */
    public void check(long nowMillis, boolean checkSilence) {
        Liveness liveness = dialect.liveness();
        if (nowMillis >= peer.expiresMillis()) {
            close(Disconnect.TOKEN_EXPIRED);
        } else if (checkSilence
                && nowMillis - lastActivityMillis >= liveness.silence().toMillis()) {
            close(Disconnect.HEARTBEAT_TIMEOUT);
        } else if (nowMillis - lastPingMillis >= liveness.pingEvery().toMillis()) {
            lastPingMillis = nowMillis;
            transport.ping();
        }
    }
}
