package org.heliograph.broker;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;
import org.heliograph.settings.SocketSettings;

/** Chooses the broker of this node: Redis when a URL is configured, none otherwise. */
@ApplicationScoped
public class BrokerProducer {
    @Inject
    private Configuration configuration;

    @Inject
    private Clock clock;

    @Resource
    private ManagedThreadFactory threads;

    @Produces
    @ApplicationScoped
    Broker broker() {
        return configuration
                .find(NodeSettings.REDIS_URL)
                .<Broker>map(url -> new RedisBroker(
                        url,
                        new MessageCodec(configuration.get(NodeSettings.REDIS_PREFIX)),
                        configuration.get(SocketSettings.OUTBOX_BYTES),
                        threads,
                        clock))
                .orElseGet(LocalBroker::new);
    }

    void close(@Disposes Broker broker) {
        broker.close();
    }
}
