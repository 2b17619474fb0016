package org.heliograph.dialect.channels;

import java.util.SortedMap;

/**
 * What the sockets of one node listen to.
 *
 * @param connections   how many are open
 * @param authenticated how many of them signed in
 * @param byChannel     how many listen to each channel that somebody listens to, by name
 */
record ConnectionStats(int connections, int authenticated, SortedMap<String, Integer> byChannel) {
    int subscriptions() {
        return byChannel.values().stream().mapToInt(Integer::intValue).sum();
    }
}
