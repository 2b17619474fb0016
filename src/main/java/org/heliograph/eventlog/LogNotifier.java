package org.heliograph.eventlog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.heliograph.event.Topic;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;

/**
 * Wakes the other nodes by PostgreSQL's {@code NOTIFY}, once for all events that one transaction of a sequencer has numbered. With Redis,
 * which carries the events themselves, and on H2 it does nothing.
 */
@ApplicationScoped
public class LogNotifier {
    /** The channel on which nodes listen. */
    public static final String CHANNEL = "heliograph_log";

    private final String node = UUID.randomUUID().toString();
    private SqlTemplate sql;
    private boolean broker;

    /** For the container's proxy. */
    protected LogNotifier() {}

    /** @param configuration says whether there is a broker */
    @Inject
    public LogNotifier(SqlTemplate sql, Configuration configuration) {
        this.sql = sql;
        broker = configuration.find(NodeSettings.REDIS_URL).isPresent();
    }

    /** Whether Redis connects the nodes. */
    public boolean hasBroker() {
        return broker;
    }

    /** Whether nodes are woken in this way. */
    public boolean enabled() {
        return !broker && sql.isPostgreSql();
    }

    /** What this node puts into its notifications, so that it knows them. */
    public String node() {
        return node;
    }

    /** Notifies the other nodes when the current transaction commits. @param last the last sequence number of each topic */
    void announce(Map<Topic, Long> last) {
        if (enabled()) {
            send(LogNotification.of(node, last));
        }
    }

    /** Notifies all nodes, this one too. */
    public void send(LogNotification notification) {
        sql.query("select pg_notify(?, ?) as sent", row -> "", CHANNEL, notification.text());
    }
}
