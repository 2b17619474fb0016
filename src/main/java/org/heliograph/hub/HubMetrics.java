package org.heliograph.hub;

import java.util.List;
import java.util.stream.Stream;
import org.heliograph.metric.CounterFamily;

/** Counts the ends of connections. */
public final class HubMetrics {
    /** The end of a connection that its peer or the network has ended. */
    private static final String BY_PEER = "peer";

    public static final CounterFamily CLOSES = new CounterFamily(
            "heliograph_closes_total",
            "code",
            codes(),
            "Connections that ended, by the code with which the node closed them; `peer`: by the other end.");

    private HubMetrics() {}

    /** This node closes a connection. */
    static void closed(Disconnect reason) {
        CLOSES.increment(Integer.toString(reason.code()));
    }

    /** A transport has ended. @param open whether this node had not closed it */
    static void ended(boolean open) {
        if (open) {
            CLOSES.increment(BY_PEER);
        }
    }

    private static List<String> codes() {
        return Stream.concat(
                        Stream.of(Disconnect.values()).map(reason -> Integer.toString(reason.code())),
                        Stream.of(BY_PEER))
                .toList();
    }
}
