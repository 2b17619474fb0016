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
 * the change: that of an agent's report contains when it was seen.
 */
@ApplicationScoped
class MachineOverview {
    /** Machines that are listed, the last to fall silent first; the others are counted. */
    static final int MOST = 50;

    private static final String COUNTS =
            "select status, sum(delta) as machines from machine_count where org_id = ? group by status";

    private static final String SILENT =
            " from machine m join machine_event e on e.org_id = m.org_id and e.machine_id = m.id"
                    + " and e.seq = (select max(l.seq) from machine_event l where l.org_id = m.org_id and l.machine_id = m.id"
                    + " and l.status is not null) where m.org_id = ? and m.status = '" + MachineStatus.OFFLINE.text()
                    + "' and not m.admin_disabled and e.status = m.status and e.event = 'UPDATE' and e.payload not like '%\"last_seen\"%'";

    private static final String LIST = "select m.id, m.name, m.last_seen, e.created_at as since" + SILENT
            + " order by e.created_at desc, m.id fetch first " + MOST + " rows only";

    private SqlTemplate sql;

    /** For the container's proxies. */
    protected MachineOverview() {}

    @Inject
    MachineOverview(SqlTemplate sql) {
        this.sql = sql;
    }

    JsonObject read(String orgId) {
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
        List<JsonObject> listed = sql.query(
                LIST,
                row -> JsonText.object()
                        .add("id", row.text("id"))
                        .add("name", row.text("name"))
                        .add("last_seen", MachineColumns.toJson(row.time("last_seen")))
                        .add("since", Timestamps.format(row.time("since")))
                        .build(),
                orgId);
        long silent = listed.size() < MOST
                ? listed.size()
                : sql.query("select count(*) as machines" + SILENT, row -> row.bigint("machines"), orgId)
                        .get(0);
        JsonArrayBuilder machines = JsonText.array();
        listed.forEach(machines::add);
        return JsonText.object()
                .add("total", counts[0])
                .add("online", counts[1])
                .add("silent_count", silent)
                .add("silent", machines)
                .build();
    }
}
