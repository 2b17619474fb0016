package org.heliograph.hub;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.heliograph.event.Topic;
import org.heliograph.hub.outbox.Frame;
import org.heliograph.hub.outbox.Outbox;
import org.heliograph.hub.outbox.Transport;
import org.heliograph.identity.Caller;

/** One open socket: who it is, what it listens to, and its outbox. */
public final class Connection {
    private final String id = UUID.randomUUID().toString();
    private final Dialect dialect;
    private final Caller caller;
    private final String organizationId;
    private final String address;
    private final Transport transport;
    private final Outbox outbox;
    private final Set<Topic> topics = ConcurrentHashMap.newKeySet();
    /** Of those of its topics in which it resumes. */
    private final Map<Topic, Cursor> cursors = new ConcurrentHashMap<>();

    private final AtomicBoolean open = new AtomicBoolean(true);
    private final long expiresMillis;
    private volatile Predicate<String> wanted;
    private volatile long heardMillis;
    private volatile long pingedMillis;

    /**
     * @param peer      who the handshake said it is
     * @param nowMillis the present, milliseconds since the epoch
     * @param maxSize   what may wait for the peer at most, in characters
     */
    public Connection(Dialect dialect, Peer peer, Transport transport, long nowMillis, int maxSize) {
        this.dialect = dialect;
        this.caller = peer.caller();
        this.organizationId = peer.organizationId();
        this.address = peer.address();
        this.expiresMillis = peer.expiresMillis();
        this.transport = transport;
        this.outbox =
                new Outbox(transport, dialect.backlog(), maxSize, () -> close(Disconnect.SLOW_CONSUMER), this::drained);
        this.heardMillis = nowMillis;
        this.pingedMillis = nowMillis;
    }

    public String id() {
        return id;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** Who opened it; null when nobody signed in. */
    public Caller caller() {
        return caller;
    }

    /** The organisation whose events it may hear; null for dialects that know none. */
    public String organizationId() {
        return organizationId;
    }

    public String address() {
        return address;
    }

    /** What it listens to; a live view. */
    public Set<Topic> topics() {
        return topics;
    }

    /** Sends an answer or a notice to this peer alone, after what already waits for it. */
    public void send(String text) {
        outbox.offer(List.of(Frame.answer(text)));
    }

    /**
     * Lets through, from now on, only publications whose key passes; replaces what was let through before.
     *
     * @param wanted asked with each publication's {@link Dialect#key}, which may be null; null lets everything through
     */
    public void admit(Predicate<String> wanted) {
        this.wanted = wanted;
    }

    /** What has just been published on a topic that it listens to. */
    void deliver(Topic topic, EncodedBatch telling) {
        Cursor cursor = cursors.get(topic);
        if (cursor != null) {
            cursor.deliver(telling.numbered());
            return;
        }
        Predicate<String> chosen = wanted;
        List<Frame> frames = telling.plain();
        // who begins to resume at this moment is told it by the log, after the answer
        outbox.offer(
                chosen == null
                        ? frames
                        : frames.stream()
                                .filter(frame -> chosen.test(frame.key()))
                                .toList(),
                () -> !cursors.containsKey(topic));
    }

    /**
     * Queues a frame, to be sent by {@link #flush}, or says that there is no room: then {@link Cursor#drained} is called later.
     * What it did not choose counts as queued.
     */
    boolean queueIfRoom(Frame frame, BooleanSupplier stillWanted) {
        Predicate<String> chosen = wanted;
        boolean skipped = chosen != null && frame.publication() != null && !chosen.test(frame.key());
        return skipped || outbox.queueIfRoom(frame, stillWanted);
    }

    void flush() {
        outbox.flush();
    }

    private void drained() {
        if (!cursors.isEmpty()) {
            cursors.values().forEach(Cursor::drained);
        }
    }

    /** From now on it hears the topic as the cursor tells it; null for as it happens. */
    void resume(Topic topic, Cursor cursor) {
        Cursor before = cursor == null ? cursors.remove(topic) : cursors.put(topic, cursor);
        if (before != null) {
            before.end();
        }
    }

    void answerThen(String text, Runnable join) {
        if (text == null) {
            outbox.whileOpen(join);
        } else {
            outbox.answerThen(Frame.answer(text), join);
        }
    }

    /** Whether nobody has ended it yet; its wire may live a little longer. */
    public boolean isOpen() {
        return open.get();
    }

    /** The peer gave the sign of life that its dialect asks for. */
    public void heard(long nowMillis) {
        heardMillis = nowMillis;
    }

    /** The server ends the socket; what still waits for it is let go. Only the first call does anything. */
    public void close(Disconnect reason) {
        if (open.compareAndSet(true, false)) {
            end();
            transport.close(reason.code(), reason.reason());
        }
    }

    /** The socket has ended. */
    void closed() {
        open.set(false);
        end();
    }

    private void end() {
        outbox.close();
        cursors.values().forEach(Cursor::end);
    }

    /** Pings or ends the socket, when it is time to. @param look whether this is one of its dialect's looks for silence */
    public void check(long nowMillis, boolean look) {
        Liveness liveness = dialect.liveness();
        if (nowMillis >= expiresMillis) {
            close(Disconnect.TOKEN_EXPIRED);
        } else if (look && nowMillis - heardMillis >= liveness.silence().toMillis()) {
            close(Disconnect.HEARTBEAT_TIMEOUT);
        } else if (nowMillis - pingedMillis >= liveness.pingEvery().toMillis()) {
            pingedMillis = nowMillis;
            transport.ping();
        }
    }
}
