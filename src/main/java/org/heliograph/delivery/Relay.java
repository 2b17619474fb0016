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
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.broker.Broker;
import org.heliograph.broker.Message;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.event.TopicListener;
import org.heliograph.eventlog.CommitListener;
import org.heliograph.eventlog.EventLog;
import org.heliograph.eventlog.LogException;
import org.heliograph.hub.Hub;
import org.heliograph.hub.PublicationSource;
import org.heliograph.hub.TransientPublisher;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;

/**
 * From a commit to every node's hub. This node follows the topics that somebody here listens to: each has a {@link TopicDelivery},
 * fed by commits here and by the broker, and compared with the log every second.
 */
@ApplicationScoped
public class Relay implements CommitListener, PublicationSource, TransientPublisher, TopicDelivery.Environment {
    private static final Logger LOG = Logger.getLogger(Relay.class.getName());
    /**
     * How many at most catch up sockets that resume: they wait for the database, and a server may have no more than two threads for
     * each processor, of which the others must be left to what happens now.
     */
    private static final int READERS =
            Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));

    private final Map<Topic, List<TopicListener>> watchers = new ConcurrentHashMap<>();

    @Inject
    private EventLog log;

    @Inject
    private Hub hub;

    @Inject
    private Broker broker;

    @Inject
    private Configuration configuration;

    @Inject
    private Clock clock;

    @Inject
    @Any
    private Instance<TopicListener> watcherBeans;

    @Resource
    private ManagedExecutorService executor;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private BoundedExecutor readers;
    private String node;
    private TopicDeliveries lanes;
    private long gapMillis;
    private boolean logAway;

    @PostConstruct
    void prepare() {
        // two nodes that were given one name must not take each other's messages for their own
        node = configuration.get(NodeSettings.NODE_NAME) + "-" + UUID.randomUUID();
        readers = new BoundedExecutor(executor, READERS);
        gapMillis = configuration.get(NodeSettings.GAP_WAIT).toMillis();
        lanes = new TopicDeliveries(this, log::position, broker, clock::millis);
    }

    /** Begins to listen to the other nodes, and to what this node itself must hear; called once at start. */
    public void start() {
        broker.start(this::receive);
        for (TopicListener watcher : watcherBeans) {
            watchers.computeIfAbsent(watcher.topic(), topic -> new CopyOnWriteArrayList<>())
                    .add(watcher);
            open(watcher.topic());
        }
    }

    @Override
    public void open(Topic topic) {
        lanes.open(List.of(topic));
    }

    @Override
    public void openAll(Collection<Topic> topics) {
        lanes.open(topics);
    }

    @Override
    public void committed(List<Publication> publications) {
        publications.forEach(publication -> {
            offer(publication);
            broker.publish(new Message(node, publication));
        });
    }

    @Override
    public void tell(Publication publication, String exceptId) {
        if (!publication.topic().logged()) {
            tellOnChannel(publication);
            return;
        }
        // on the speaker's thread, so that what somebody says in order is heard in order
        hub.publish(publication.topic(), List.of(publication), exceptId);
        broker.publish(new Message(node, publication));
    }

    /** The broker gives it back to this node too, in the one order that all hear; without it only those here can be told. */
    private void tellOnChannel(Publication publication) {
        if (!broker.tellAll(publication)) {
            offer(publication);
        }
    }

    private void receive(Message message) {
        if (!node.equals(message.origin())) {
            offer(message.publication());
        }
    }

    private void offer(Publication publication) {
        TopicDelivery lane = lanes.get(publication.topic());
        if (lane != null) {
            lane.offer(publication);
        }
    }

    @Produces
    static ScheduledJob job(Relay relay) {
        return new ScheduledJob("log-catch-up", Duration.ofSeconds(1), relay::catchUp);
    }

    /** Compares every followed topic with the log, and lets go of those that nobody listens to; called every second. */
    public void catchUp() {
        lanes.forgetUnless(topic -> watchers.containsKey(topic) || hub.hasListeners(topic));
        try {
            Set<Topic> topics = lanes.topics();
            Map<Topic, Long> positions =
                    log.positions(topics.stream().filter(Topic::logged).toList());
            topics.forEach(topic -> compare(topic, positions.getOrDefault(topic, 0L)));
            logAway = false;
        } catch (LogException away) {
            if (!logAway) {
                LOG.log(Level.WARNING, "the log cannot be read; tried again every second", away);
            }
            logAway = true;
        }
    }

    private void compare(Topic topic, long position) {
        TopicDelivery lane = lanes.get(topic);
        if (lane != null) {
            lane.compare(position);
        }
    }

    @Override
    public Map<Topic, Long> positions(Collection<Topic> topics) {
        return log.positions(topics);
    }

    @Override
    public void execute(Runnable work) {
        executor.execute(work);
    }

    @Override
    public void schedule(Runnable reading) {
        readers.execute(reading);
    }

    @Override
    public List<Publication> read(Topic topic, long after, int limit) {
        return log.read(topic, after, limit);
    }

    @Override
    public void deliver(Topic topic, List<Publication> publications) {
        hub.publish(topic, publications, null);
        for (TopicListener watcher : watchers.getOrDefault(topic, List.of())) {
            publications.forEach(publication -> hear(watcher, publication));
        }
    }

    private static void hear(TopicListener watcher, Publication publication) {
        try {
            watcher.accept(publication);
        } catch (RuntimeException | Error failed) {
            // one publication that a watcher cannot digest must not keep the next ones from it
            LOG.log(Level.WARNING, "a watcher failed on " + publication.topic() + " " + publication.seq(), failed);
        }
    }

    @Override
    public void later(TopicDelivery lane) {
        scheduler.schedule(lane::gapWaited, gapMillis, TimeUnit.MILLISECONDS);
    }
}
