package org.heliograph.broker;

import java.util.Optional;
import java.util.function.Consumer;
import org.heliograph.event.Publication;

/** The broker of a node that works alone: sends nothing and receives nothing. */
final class LocalBroker implements Broker {
    @Override
    public void start(String installation, Consumer<Message> receiver) {
        // nothing is received
    }

    @Override
    public void subscribe(String namespace) {
        // nothing is received
    }

    @Override
    public void unsubscribe(String namespace) {
        // nothing is received
    }

    @Override
    public void awaitSubscribed(String namespace) {
        // nothing is received
    }

    @Override
    public void publish(Message message) {
        // there is no other node
    }

    @Override
    public boolean publishShared(Publication publication) {
        return false;
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public BrokerStatistics statistics() {
        return BrokerStatistics.NONE;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
