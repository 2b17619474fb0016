package org.heliograph.gateway.undertow;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Looks for the handshake that a thread handles, until it is known that the server has no classes of Undertow. */
final class HandshakeLookup {
    private static final Logger LOG = Logger.getLogger(HandshakeLookup.class.getName());

    private final Supplier<Object> exchange;
    private final AtomicBoolean failed = new AtomicBoolean();
    private volatile boolean absent;

    /** @param exchange returns the present handshake; throws a {@link LinkageError} where Undertow's classes are missing */
    HandshakeLookup(Supplier<Object> exchange) {
        this.exchange = exchange;
    }

    /** @return null when it is not known: then the messages of this socket are sent through the Jakarta WebSocket API */
    Object current() {
        if (absent) {
            return null;
        }
        try {
            return exchange.get();
        } catch (LinkageError otherServer) {
            absent = true;
            LOG.log(Level.FINE, "Messages are sent through the Jakarta WebSocket API", otherServer);
        } catch (RuntimeException unknown) {
            // about this handshake only; one record, since the next ones may fail as well
            LOG.log(
                    failed.getAndSet(true) ? Level.FINE : Level.WARNING,
                    "The messages of a socket are sent one by one, since its handshake is not known",
                    unknown);
        }
        return null;
    }
}
