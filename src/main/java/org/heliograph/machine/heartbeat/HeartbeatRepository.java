package org.heliograph.machine.heartbeat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.heliograph.machine.Machine;
import org.heliograph.machine.MachineStatus;
import org.heliograph.persistence.SqlTemplate;

/** Finds machines by node key and writes the times of routine heartbeats. */
@ApplicationScoped
public class HeartbeatRepository {
    private static final String SELECT =
            "select id, org_id, status, version, os, tailnet_ip, agent_instance from machine"
                    + " where node_key_hash = ? and admin_disabled = false and not exists"
                    + " (select 1 from organization o where o.id = machine.org_id and o.deleted_at is not null)";

    private static final String UPDATE_LAST_SEEN = "update machine set last_seen = ?"
            + " where id = ? and status = 'online' and (last_seen is null or last_seen < ? or last_seen > ?)";

    /** A time so far ahead of a heartbeat was written by a clock that has been set back since. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private SqlTemplate sql;

    /** For the container's proxies. */
    protected HeartbeatRepository() {}

    @Inject
    public HeartbeatRepository(SqlTemplate sql) {
        this.sql = sql;
    }

    /** A machine with the columns that a heartbeat may change. */
    public record MachineSnapshot(
            String id,
            String orgId,
            MachineStatus status,
            String version,
            String os,
            String tailnetIp,
            String instance) {
        static MachineSnapshot of(Machine machine) {
            return new MachineSnapshot(
                    machine.getId(),
                    machine.getOrgId(),
                    machine.getStatus(),
                    machine.getVersion(),
                    machine.getOs(),
                    machine.getTailnetIp(),
                    machine.getAgentInstance());
        }
    }

    /**
     * The machine of a node key; empty for an unknown key, a disabled machine, or an organisation that is being deleted. Each call queries the database, by one
     * indexed statement without an entity or a transaction. Without a cache, a withdrawn key is rejected at once on every
     * node.
     */
    public Optional<MachineSnapshot> findByNodeKey(String hash) {
        return sql
                .query(
                        SELECT,
                        row -> new MachineSnapshot(
                                row.text("id"),
                                row.text("org_id"),
                                MachineStatus.BY_TEXT.get(row.text("status")),
                                row.text("version"),
                                row.text("os"),
                                row.text("tailnet_ip"),
                                row.text("agent_instance")),
                        hash)
                .stream()
                .findFirst();
    }

    /**
     * Writes {@code last_seen} of a batch in one transaction, without entities and so without events. Only rows that are
     * online are updated: a machine that the cleanup has set offline must come back by a change of status, which is published.
     *
     * @return the entries whose machine is not online or has a later time already
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<LastSeen> writeLastSeen(List<LastSeen> batch) {
        int[] counts = sql.batch(
                UPDATE_LAST_SEEN,
                batch.stream()
                        .map(seen -> new Object[] {
                            seen.at(), seen.machineId(), seen.at(), seen.at().plus(AHEAD)
                        })
                        .toList());
        return IntStream.range(0, counts.length)
                .filter(i -> counts[i] == 0)
                .mapToObj(batch::get)
                .toList();
    }
}
