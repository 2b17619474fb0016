package org.heliograph.uptime.group;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.heliograph.json.JsonNumbers;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.uptime.page.StatusPagePublisher;
import org.heliograph.uptime.state.UptimeWindow;

/** Reads and writes {@code group_state}, the uptimes of groups. */
@ApplicationScoped
public class GroupStateRepository {
    private static final String INSERT = "insert into group_state (group_id, uptime_at) values (?, ?)";

    private static final String TAKE = "select group_id from group_state where uptime_at <= ? or uptime_at > ?"
            + " or (uptime_at <= ? and group_id = any(?)) order by uptime_at, group_id fetch first %s rows only for update skip locked";

    private static final String SCHEDULE = "update group_state set uptime_at = ? where group_id = any(?)";

    private static final String FIND_ALL = "select * from group_state where group_id = any(?)";

    private static final String UPDATE =
            "update group_state set witnessed_from = ?, uptime1h = ?, uptime24h = ?, uptime7d = ?,"
                    + " uptime30d = ?, uptime90d = ?, uptime365d = ? where group_id = ?";

    private SqlTemplate sql;
    private StatusPagePublisher publisher;

    /** For the container's proxies. */
    protected GroupStateRepository() {}

    @Inject
    GroupStateRepository(SqlTemplate sql, StatusPagePublisher publisher) {
        this.sql = sql;
        this.publisher = publisher;
    }

    /** Inserts the state of a new group in the caller's transaction. Its uptimes are computed next. */
    public void insert(String groupId) {
        sql.update(INSERT, groupId, Instant.EPOCH);
    }

    /** Has the uptimes of a group computed next, since its children have changed; in the caller's transaction. */
    public void expedite(String groupId) {
        sql.update(SCHEDULE, Instant.EPOCH, List.of(groupId));
    }

    /**
     * Takes groups whose uptimes were last computed at or before a time, at most so many, the oldest first. No other node takes them
     * until they are due again.
     *
     * @param lastOfUrgent the time for some groups
     * @param urgent       their ids
     * @return the ids of those that were taken
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<String> takeDue(
            Instant lastComputed, Instant lastOfUrgent, Collection<String> urgent, Instant now, int limit) {
        List<String> ids =
                sql.query(TAKE.formatted(limit), row -> row.text("group_id"), lastComputed, now, lastOfUrgent, urgent);
        if (!ids.isEmpty()) {
            sql.update(SCHEDULE, now, ids);
        }
        return ids;
    }

    /** The uptimes of some groups by their ids. */
    public Map<String, GroupState> findAll(Collection<String> groupIds) {
        Map<String, GroupState> found = new HashMap<>();
        if (!groupIds.isEmpty()) {
            sql.query(
                    FIND_ALL,
                    row -> {
                        List<Double> all = new ArrayList<>();
                        for (String window : UptimeWindow.names()) {
                            all.add(row.number(window));
                        }
                        return found.put(row.text("group_id"), new GroupState(row.time("witnessed_from"), all));
                    },
                    groupIds);
        }
        return found;
    }

    /** Stores and publishes uptimes that have changed. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void update(String groupId, GroupState state) {
        List<Object> parameters = new ArrayList<>();
        parameters.add(state.witnessedFrom());
        parameters.addAll(state.uptimes());
        parameters.add(groupId);
        sql.update(UPDATE, parameters.toArray());
        publisher.publishTransient("uptime-update", groupId, json -> {
            for (UptimeWindow window : UptimeWindow.values()) {
                JsonNumbers.add(json, window.text(), state.uptimes().get(window.ordinal()));
            }
        });
    }
}
