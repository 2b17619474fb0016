package org.heliograph.machine.heartbeat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.heliograph.machine.MachineStatus;
import org.heliograph.persistence.SqlTemplate;

/**
 * Finds the machine of a node key. It asks the database each time, by one indexed query without an entity or a
 * transaction: so a key that was taken back is refused at once, on every node, and there is no cache to be wrong.
 */
@ApplicationScoped
public class NodeKeyLookup {
    private static final String SELECT =
            "select id, status, version, os, tailnet_ip from machine where node_key_hash = ? and admin_disabled = false";

    @Inject
    private SqlTemplate sql;

    /** What a heartbeat has to know of its machine. */
    public record Known(String id, MachineStatus status, String version, String os, String tailnetIp) {}

    /** The machine that may use this key; empty for a key that is unknown or of a disabled machine. */
    public Optional<Known> find(String hash) {
        return sql
                .query(
                        SELECT,
                        row -> new Known(
                                row.text("id"),
                                MachineStatus.BY_TEXT.get(row.text("status")),
                                row.text("version"),
                                row.text("os"),
                                row.text("tailnet_ip")),
                        hash)
                .stream()
                .findFirst();
    }
}
