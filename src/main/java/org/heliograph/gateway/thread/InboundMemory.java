package org.heliograph.gateway.thread;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.heliograph.platform.ByteBudget;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SocketSettings;

/** The memory for messages of sockets that are not complete or not handled yet, bounded for this node and for each client address. */
@ApplicationScoped
public class InboundMemory {
    private ByteBudget budget;

    /** For the container's proxies. */
    protected InboundMemory() {}

    @Inject
    InboundMemory(Configuration configuration) {
        budget = new ByteBudget(
                configuration.get(SocketSettings.INBOUND_BYTES),
                configuration.get(SocketSettings.INBOUND_BYTES_PER_ADDRESS));
    }

    /** The share of one socket; to be closed with it. */
    public ByteBudget.Share share(String address) {
        return budget.share(address);
    }
}
