package org.heliograph.machine.data;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import javax.sql.DataSource;

/**
 * The dashboard's figures and lists. They come from one statement, which every database answers as of one moment, so that
 * counts and lists agree; the lists end after {@value #MOST} rows, online machines first, the counts do not.
 */
@ApplicationScoped
public class DashboardQuery {
    private static final int MOST = 1000;

    private static final String MACHINES = "select 'machine' as kind, id, name, status as state, os as detail,"
            + " tailnet_ip as address, version, last_seen, count(*) over () as total,"
            + " sum(case when status = 'online' then 1 else 0 end) over () as online"
            + " from machine where org_id = ?"
            + " order by case when status = 'online' then 0 else 1 end, name, id fetch first " + MOST + " rows only";

    private static final String MEMBERS = "select 'member' as kind, a.id, a.name, m.role as state, a.email as detail,"
            + " null as address, null as version, cast(null as timestamp(3) with time zone) as last_seen,"
            + " count(*) over () as total, 0 as online"
            + " from membership m join account a on a.id = m.account_id where m.org_id = ?"
            + " order by a.name, a.id fetch first " + MOST + " rows only";

    private static final String INVITATIONS = "select 'invitations', null, null, null, null, null, null,"
            + " cast(null as timestamp(3) with time zone), count(*), 0"
            + " from invitation where org_id = ? and expires_at > ?";

    private static final String SELECT = "select * from (" + MACHINES + ") machines union all select * from (" + MEMBERS
            + ") members union all " + INVITATIONS;

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    @Inject
    private Clock clock;

    /** Everything that an organisation's dashboard shows. */
    public JsonObject of(String orgId) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, orgId);
            select.setString(2, orgId);
            select.setString(3, orgId);
            select.setTimestamp(4, Timestamp.from(clock.instant()));
            DashboardJson json = new DashboardJson();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    json.add(rows);
                }
            }
            return json.build();
        } catch (SQLException failed) {
            throw new IllegalStateException("could not read the dashboard's figures", failed);
        }
    }
}
