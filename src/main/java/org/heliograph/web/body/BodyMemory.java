package org.heliograph.web.body;

import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.heliograph.identity.client.ClientAddressResolver;
import org.heliograph.platform.ByteBudget;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.RequestSettings;

/** The memory for bodies, bounded for the node and for each address. Where the node has none left, the body that began first makes room. */
final class BodyMemory {
    private final ByteBudget budget;
    private final ClientAddressResolver addresses;
    private final Duration timeout;
    /** In the order in which they began; guards itself. */
    private final Set<ArrivingBody> arriving = new LinkedHashSet<>();

    BodyMemory(Configuration configuration) {
        budget = new ByteBudget(
                configuration.get(RequestSettings.BODY_BYTES),
                configuration.get(RequestSettings.BODY_BYTES_PER_ADDRESS));
        timeout = configuration.get(RequestSettings.BODY_TIMEOUT);
        addresses = new ClientAddressResolver(configuration);
    }

    /** How long a body may take to arrive. */
    Duration timeout() {
        return timeout;
    }

    /**
     * A new share of what the client may hold: behind a proxy that is believed, the client before it.
     *
     * @param remote    the address of the peer
     * @param forwarded the values of all {@code X-Forwarded-For}
     */
    ByteBudget.Share share(String remote, Collection<String> forwarded) {
        return budget.share(ClientAddressResolver.group(addresses.address(remote, forwarded)));
    }

    /** A body that does not arrive at once begins. */
    void began(ArrivingBody body) {
        synchronized (arriving) {
            arriving.add(body);
        }
    }

    /** It is complete, or has failed. */
    void ended(ArrivingBody body) {
        synchronized (arriving) {
            arriving.remove(body);
        }
    }

    /**
     * Reserves memory.
     *
     * @return false when the address holds too much
     */
    boolean reserve(ByteBudget.Share share, int bytes) {
        if (share.tryReserve(bytes)) {
            return true;
        }
        while (share.fitsAddress(bytes)) {
            ArrivingBody oldest = removeOldest();
            if (oldest == null) {
                return share.tryReserve(bytes);
            }
            oldest.evict();
            if (share.tryReserve(bytes)) {
                return true;
            }
        }
        return false;
    }

    private ArrivingBody removeOldest() {
        synchronized (arriving) {
            Iterator<ArrivingBody> oldest = arriving.iterator();
            if (!oldest.hasNext()) {
                return null;
            }
            ArrivingBody found = oldest.next();
            oldest.remove();
            return found;
        }
    }
}
