package org.heliograph.delivery;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.heliograph.broker.Broker;
import org.heliograph.broker.Message;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Publication;
import org.heliograph.event.RestoreListener;
import org.heliograph.event.Topic;
import org.heliograph.event.TopicListener;
import org.heliograph.eventlog.CommitListener;
import org.heliograph.eventlog.EventLog;
import org.heliograph.hub.Hub;
import org.heliograph.hub.PublicationSource;
import org.heliograph.hub.TransientPublisher;
import org.heliograph.hub.limit.TopicLimiter;
import org.heliograph.installation.Installation;
import org.heliograph.installation.RestoreDetector;
import org.heliograph.platform.MonotonicTime;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;

/**
 * The way from a commit to every node's hub (docs/architecture.md):
 *
 * <ol>
 *   <li>{@link #committed}, on the sequencer's thread: offers the publications to this node's {@link TopicDelivery} of their topic and sends
 *       them to the other nodes through the {@link Broker}.
 *   <li>{@link #receive}, on the broker's reading thread: offers what other nodes have sent.
 *   <li>{@link TopicDelivery}, on a thread of the server's executor: restores the order; {@link LogReadThreads} read what is missing.
 *   <li>{@link #deliver}, on the same thread: passes each batch to the {@link Hub} and to the topic's listeners.
 * </ol>
 *
 * Only topics with a subscriber or listener on this node are open. {@link #catchUp} compares them with the log every second.
 */
@ApplicationScoped
public class Relay implements CommitListener, PublicationSource, TransientPublisher, DeliveryEnvironment {
    private final TopicListenerRegistry listeners = new TopicListenerRegistry();

    @Inject
    private EventLog log;

    @Inject
    private Hub hub;

    @Inject
    private TopicLimiter limiter;

    @Inject
    private Broker broker;

    @Inject
    private LogWatcher watcher;

    @Inject
    private Installation installation;

    @Inject
    private RestoreDetector detector;

    @Inject
    @Any
    private Instance<RestoreListener> restoreListeners;

    @Inject
    private Configuration configuration;

    @Inject
    private LogReadThreads readThreads;

    @Inject
    @Any
    private Instance<TopicListener> listenerBeans;

    @Resource
    private ManagedExecutorService executor;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private String node;
    private TopicDeliveries deliveries;
    private long gapWaitMillis;
    private LogComparison comparison;
    private volatile boolean connected;

    @PostConstruct
    void prepare() {
        // random, since two nodes that were given the same name must not ignore each other's messages
        node = configuration.get(NodeSettings.NODE_NAME) + "-" + UUID.randomUUID();
        gapWaitMillis = configuration.get(NodeSettings.GAP_WAIT).toMillis();
        deliveries = new TopicDeliveries(this, log::position, broker, MonotonicTime::millis);
        comparison = new LogComparison(deliveries, log::positions, detector, restoreListeners);
    }

    /**
     * Connects to the other nodes and opens the topics of this node's listeners; called at startup, and again when the database was away
     * meanwhile.
     */
    public void start() {
        if (!connected) {
            broker.start(installation.id(), this::receive);
            listenerBeans.forEach(listeners::add);
            connected = true;
        }
        open(listeners.topics());
        watcher.start(comparison);
    }

    // from a commit to the topic's delivery, here and on the other nodes

    @Override
    public void committed(List<Publication> publications) {
        publications.forEach(publication -> {
            DeliveryMetrics.PUBLICATIONS.increment(DeliveryMetrics.kind(publication.topic()));
            deliveries.offer(publication);
            send(publication);
        });
    }

    private void send(Publication publication) {
        broker.publish(new Message(new Message.Sender(installation.id(), installation.epoch(), node), publication));
    }

    private void receive(Message message) {
        Message.Sender sender = message.sender();
        boolean sameEpoch = sender == null || installation.epoch().equals(sender.epoch());
        // a sequence number of another epoch says nothing about this one; the log has the publication
        if ((sender == null || !node.equals(sender.node()))
                && (sameEpoch || !message.publication().logged())) {
            deliveries.offer(
                    sameEpoch ? message.publication() : message.publication().independent());
        }
    }

    // from the topic's delivery to the hub

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    @Override
    public void executeRead(Runnable task) {
        readThreads.readForTopic(task);
    }

    @Override
    public List<Publication> read(Topic topic, long after, int limit) {
        return log.read(topic, after, limit);
    }

    @Override
    public void scheduleGapTimeout(TopicDelivery delivery) {
        scheduler.schedule(delivery::gapTimeout, gapWaitMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void deliver(Topic topic, String epoch, List<Publication> publications) {
        DeliveryMetrics.observe(topic, publications);
        hub.fanOut(topic, epoch, publications);
        listeners.deliver(topic, publications);
    }

    @Override
    public void rewound(Topic topic, LogPosition position) {
        hub.rewind(topic, position);
    }

    // topics that are open, compared with the log

    @Override
    public void open(Collection<Topic> topics) {
        deliveries.open(topics);
    }

    @Produces
    static ScheduledJob job(Relay relay) {
        return new ScheduledJob("log-catch-up", Duration.ofSeconds(1), relay::catchUp);
    }

    /** Discards topics that are no longer in use and compares every open topic with the log; called every second. */
    public void catchUp() {
        deliveries.discardUnless(topic -> listeners.contains(topic) || hub.hasSubscribers(topic));
        limiter.release(topic -> deliveries.get(topic) != null);
        if (connected) {
            comparison.run();
        }
    }

    // connections that resume

    @Override
    public String epoch() {
        return installation.epoch();
    }

    @Override
    public Map<Topic, Long> positions(Collection<Topic> topics) {
        return log.positions(topics);
    }

    @Override
    public void scheduleRead(Runnable task) {
        readThreads.readForConnection(task);
    }

    @Override
    public void scheduleReadLater(Runnable task) {
        readThreads.readForConnectionLater(task);
    }

    // publications that are not kept

    @Override
    public void publish(Publication publication, String exceptId) {
        DeliveryMetrics.PUBLICATIONS.increment(DeliveryMetrics.kind(publication.topic()));
        if (!publication.topic().logged()) {
            // the broker returns it to this node too, in the one order for all nodes; without it only this node gets it
            if (!broker.publishShared(publication)) {
                deliveries.offer(publication);
            }
            return;
        }
        // on the sender's thread, so that what one client sends is delivered in its order
        hub.fanOut(publication.topic(), List.of(publication), exceptId);
        send(publication);
    }
}
