package org.heliograph.operations.overview;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.uptime.page.StatusPageIndex;

/**
 * What a new installation and a new organisation need first. Each answer is what the database has at this moment: nothing is ticked off
 * and kept.
 */
@ApplicationScoped
class FirstSteps {
    private static final String ADMINISTRATOR =
            "select id from account where role = 'admin' and not disabled fetch first 1 row only";

    private static final String ALERT = "select id from alert fetch first 1 row only";
    private static final String MACHINE = "select id from machine where org_id = ? fetch first 1 row only";

    /** One is the caller. */
    private static final String TWO_MEMBERS =
            "select m.account_id from membership m join account a on a.id = m.account_id"
                    + " where m.org_id = ? and not a.disabled fetch first 2 rows only";

    private static final String INVITATIONS =
            "select count(*) as open from invitation where org_id = ? and expires_at > ?";

    private SqlTemplate sql;
    private StatusPageIndex pages;
    private Clock clock;

    /** For the container's proxies. */
    protected FirstSteps() {}

    @Inject
    FirstSteps(SqlTemplate sql, StatusPageIndex pages, Clock clock) {
        this.sql = sql;
        this.pages = pages;
        this.clock = clock;
    }

    /**
     * Which steps are done. One that is not for this caller is null.
     *
     * @param installation whether those of the installation are
     * @param orgId        the organisation whose steps are; null for none
     */
    @Transactional
    JsonObject read(boolean installation, String orgId) {
        JsonObjectBuilder steps = JsonText.object();
        add(steps, "administrator", installation, () -> has(ADMINISTRATOR));
        add(steps, "machine", orgId != null, () -> has(MACHINE, orgId));
        List<String> monitors = installation ? sql.query("select id from monitor", row -> row.text("id")) : List.of();
        add(steps, "monitor", installation, () -> !monitors.isEmpty());
        add(
                steps,
                "monitor_on_page",
                installation,
                () -> monitors.stream().anyMatch(id -> !pages.pagesShowing(id).isEmpty()));
        add(steps, "alert", installation, () -> has(ALERT));
        add(
                steps,
                "colleague",
                orgId != null,
                () -> sql.query(TWO_MEMBERS, row -> row.text("account_id"), orgId)
                                .size()
                        > 1);
        return steps.add("pending_invitations", orgId == null ? 0 : invitations(orgId))
                .build();
    }

    private interface Check {
        boolean isDone();
    }

    private static void add(JsonObjectBuilder steps, String name, boolean applies, Check check) {
        steps.add(name, !applies ? JsonValue.NULL : check.isDone() ? JsonValue.TRUE : JsonValue.FALSE);
    }

    private boolean has(String select, Object... parameters) {
        return !sql.query(select, row -> true, parameters).isEmpty();
    }

    private long invitations(String orgId) {
        return sql.query(INVITATIONS, row -> row.bigint("open"), orgId, Timestamps.now(clock))
                .get(0);
    }
}
