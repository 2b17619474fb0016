package org.heliograph.machine.heartbeat;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Writes {@code last_seen} in batches, without entities and so without events. Only rows that are online are updated: a
 * machine that the cleanup has set offline must come back by a change of status, which is published.
 */
@ApplicationScoped
public class LastSeenRepository {
    private static final String UPDATE = "update machine set last_seen = ?"
            + " where id = ? and status = 'online' and (last_seen is null or last_seen < ?)";

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    /** Writes a batch in one transaction. @return the entries whose machine is not online or has a later time already */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<LastSeen> write(List<LastSeen> batch) {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(UPDATE)) {
            for (LastSeen seen : batch) {
                Timestamp at = Timestamp.from(seen.at());
                update.setTimestamp(1, at);
                update.setString(2, seen.machineId());
                update.setTimestamp(3, at);
                update.addBatch();
            }
            int[] counts = update.executeBatch();
            List<LastSeen> others = new ArrayList<>();
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] == 0) {
                    others.add(batch.get(i));
                }
            }
            return others;
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot write last_seen", failed);
        }
    }
}
