package org.heliograph.hub;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.heliograph.platform.MonotonicTime;

/** The open connections of this node and their subscriptions, counted by user and by address. */
@ApplicationScoped
public class SessionRegistry {
    private final Map<String, Connection> connections = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> byUser = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> byAddress = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> subscriptions = new ConcurrentHashMap<>();
    /** The numbers of names in the filters of connections. */
    private final Map<Connection, Integer> filters = new ConcurrentHashMap<>();

    private final AtomicInteger authenticated = new AtomicInteger();
    /** Guards nothing: who waits for the last connection to go is notified by it. */
    private final Object lastGone = new Object();

    /**
     * How many connections an address and a user had when a connection was added, itself included. Two connections that are added
     * at the same time get different numbers.
     *
     * @param ofAddress connections of its address, from 1
     * @param ofUser    connections of its user, from 1; 0 for an anonymous connection
     */
    public record Occupancy(int ofAddress, int ofUser) {}

    Occupancy add(Connection connection) {
        connections.put(connection.id(), connection);
        int ofAddress = count(byAddress, connection.address(), 1);
        if (connection.caller() == null) {
            return new Occupancy(ofAddress, 0);
        }
        authenticated.incrementAndGet();
        return new Occupancy(ofAddress, count(byUser, connection.caller().userId(), 1));
    }

    /** @return whether it was registered */
    boolean remove(Connection connection) {
        if (connections.remove(connection.id()) == null) {
            return false;
        }
        countFilter(connection, 0);
        count(byAddress, connection.address(), -1);
        if (connection.caller() != null) {
            count(byUser, connection.caller().userId(), -1);
            authenticated.decrementAndGet();
        }
        if (connections.isEmpty()) {
            synchronized (lastGone) {
                lastGone.notifyAll();
            }
        }
        return true;
    }

    /**
     * Waits until no connection is open.
     *
     * @return false when some are still open after the time
     * @throws InterruptedException when the wait was interrupted
     */
    public boolean awaitEmpty(Duration most) throws InterruptedException {
        long end = MonotonicTime.millis() + most.toMillis();
        synchronized (lastGone) {
            long left = most.toMillis();
            while (!connections.isEmpty() && left > 0) {
                lastGone.wait(left);
                left = end - MonotonicTime.millis();
            }
        }
        return connections.isEmpty();
    }

    /** All open connections; a live view. */
    public Collection<Connection> all() {
        return connections.values();
    }

    /** The open connection with an id; empty when this node has none. */
    public Optional<Connection> find(String id) {
        return Optional.ofNullable(connections.get(id));
    }

    public int size() {
        return connections.size();
    }

    /** The number of connections that are not anonymous. */
    public int authenticated() {
        return authenticated.get();
    }

    /** The number of open connections of a user. */
    public int ofUser(String userId) {
        return read(byUser, userId);
    }

    /** The number of open connections from an address. */
    public int ofAddress(String address) {
        return read(byAddress, address);
    }

    /** Counts subscriptions of a connection. @param by how many more; negative for fewer */
    void countSubscriptions(Connection connection, int by) {
        count(subscriptions, owner(connection), by);
    }

    /** Counts the names of a connection's filter like subscriptions. @param names replaces the earlier number */
    public void countFilter(Connection connection, int names) {
        filters.compute(connection, (same, before) -> {
            int counted = connections.containsKey(connection.id()) ? names : 0;
            countSubscriptions(connection, counted - (before == null ? 0 : before));
            return counted == 0 ? null : Integer.valueOf(counted);
        });
    }

    /** Whose limits a connection counts against: its user, or its address without one. */
    public static String owner(Connection connection) {
        return connection.caller() == null
                ? "address " + connection.address()
                : "user " + connection.caller().userId();
    }

    /** The number of subscriptions of all connections that have the same {@link #owner}. */
    public int subscriptionsOf(Connection connection) {
        return read(subscriptions, owner(connection));
    }

    private static int read(Map<String, AtomicInteger> counts, String key) {
        AtomicInteger count = counts.get(key);
        return count == null ? 0 : count.get();
    }

    private static int count(Map<String, AtomicInteger> counts, String key, int by) {
        AtomicInteger now = new AtomicInteger();
        counts.compute(key, (same, count) -> {
            AtomicInteger counter = count == null ? new AtomicInteger() : count;
            now.set(counter.addAndGet(by));
            return now.get() == 0 ? null : counter;
        });
        return now.get();
    }
}
