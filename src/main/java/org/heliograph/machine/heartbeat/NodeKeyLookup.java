package org.heliograph.machine.heartbeat;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.heliograph.machine.MachineStatus;

/**
 * Finds the machine of a node key. It asks the database each time, by one indexed query without an entity or a
 * transaction: so a key that was taken back is refused at once, on every node, and there is no cache to be wrong.
 */
@ApplicationScoped
public class NodeKeyLookup {
    private static final String SELECT =
            "select id, status, version, os, tailnet_ip from machine where node_key_hash = ? and admin_disabled = false";

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    /** What a heartbeat has to know of its machine. */
    public record Known(String id, MachineStatus status, String version, String os, String tailnetIp) {}

    /** The machine that may use this key; empty for a key that is unknown or of a disabled machine. */
    public Optional<Known> find(String hash) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, hash);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(new Known(
                        row.getString(1),
                        MachineStatus.BY_TEXT.get(row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)));
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("could not look for a node key", failed);
        }
    }
}
