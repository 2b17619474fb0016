package org.heliograph.operations.overview;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.machine.MachineColumns;
import org.heliograph.machine.MachineStatus;
import org.heliograph.persistence.SqlTemplate;

/**
 * The machines of an organisation that fell silent: they are offline, and not because their agents signed off. What says so is the event of
 * the change: that of an agent's report contains when it was seen. Of a machine that went offline before events were stored there is none:
 * it counts as silent.
 */
@ApplicationScoped
class MachineOverview {
    /** Machines that are listed, the last to fall silent first; the others are counted. */
    static final int MOST = 50;

    private static final String COUNTS =
            "select status, sum(delta) as machines from machine_count where org_id = ? group by status";

    private static final String OFFLINE =
            "select m.id, m.name, m.last_seen, m.created_at, (select l.seq from machine_event l"
                    + " where l.org_id = m.org_id and l.machine_id = m.id and l.status is not null order by l.seq desc"
                    + " fetch first 1 row only) as seq from machine m where m.org_id = ? and m.status = '"
                    + MachineStatus.OFFLINE.text() + "' and not m.admin_disabled";

    private static final String LIST = "select o.id, o.name, o.last_seen, e.created_at as changed_at,"
            + " coalesce(e.created_at, o.last_seen, o.created_at) as since, count(*) over () as machines from ("
            + OFFLINE
            + ") o left join machine_event e on e.org_id = ? and e.seq = o.seq where o.seq is null or (e.status = '"
            + MachineStatus.OFFLINE.text() + "' and e.event = 'UPDATE' and e.payload not like '%\"last_seen\"%')"
            + " order by since desc, o.id fetch first " + MOST + " rows only";

    private SqlTemplate sql;
    private OverviewCache recent;

    /** For the container's proxies. */
    protected MachineOverview() {}

    @Inject
    MachineOverview(SqlTemplate sql) {
        this.sql = sql;
        this.recent = new OverviewCache(this::find, System::nanoTime);
    }

    /** What was the case at most some seconds ago. */
    JsonObject read(String orgId) {
        return recent.get(orgId);
    }

    private JsonObject find(String orgId) {
        long[] counts = new long[2];
        sql.query(
                COUNTS,
                row -> {
                    long machines = row.bigint("machines");
                    counts[0] += machines;
                    counts[1] += row.text("status").equals(MachineStatus.ONLINE.text()) ? machines : 0;
                    return machines;
                },
                orgId);
        JsonArrayBuilder silent = JsonText.array();
        List<Long> all = sql.query(
                LIST,
                row -> {
                    silent.add(JsonText.object()
                            .add("id", row.text("id"))
                            .add("name", row.text("name"))
                            .add("last_seen", MachineColumns.toJson(row.time("last_seen")))
                            .add("since", Timestamps.format(row.time("since")))
                            .add("recorded", row.time("changed_at") != null));
                    return row.bigint("machines");
                },
                orgId,
                orgId);
        return JsonText.object()
                .add("total", counts[0])
                .add("online", counts[1])
                .add("silent_count", all.isEmpty() ? 0 : all.get(0))
                .add("silent", silent)
                .build();
    }
}
