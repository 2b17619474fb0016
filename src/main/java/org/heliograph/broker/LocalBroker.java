package org.heliograph.broker;

import java.util.function.Consumer;
import org.heliograph.event.Publication;

/** The broker of a node that works alone: there is nobody to tell. */
final class LocalBroker implements Broker {
    @Override
    public void start(Consumer<Message> receiver) {
        // nothing ever comes
    }

    @Override
    public void follow(String space) {
        // nothing ever comes
    }

    @Override
    public void unfollow(String space) {
        // nothing ever came
    }

    @Override
    public void awaitFollowing(String space) {
        // nothing ever comes
    }

    @Override
    public boolean tellAll(Publication publication) {
        return false;
    }

    @Override
    public void publish(Message message) {
        // nobody is there
    }

    @Override
    public boolean connected() {
        return true;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
