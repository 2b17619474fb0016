package org.heliograph.operations.organization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.heliograph.event.Timestamps;
import org.heliograph.event.Topic;
import org.heliograph.json.JsonText;
import org.heliograph.persistence.SqlTemplate;

/** What belongs to organisations, counted. Callers check permissions. */
@ApplicationScoped
class OrganizationContents {
    private static final String MACHINES =
            "(select coalesce(sum(c.delta), 0) from machine_count c where c.org_id = o.id) as machines";

    private static final String LIST = "select o.id, o.name, o.demo, o.created_at, " + MACHINES
            + ", (select count(*) from membership m where m.org_id = o.id) as members,"
            + " (select min(a.email) from membership m join account a on a.id = m.account_id"
            + " where m.org_id = o.id and m.role = 'owner') as owner_email"
            + " from organization o where o.deleted_at is null and (lower(o.name) like ? escape '!' or o.id like ? escape '!')"
            + " order by lower(o.name), o.id offset ? rows fetch first ? rows only";

    private static final String COUNTS = "select o.name, " + MACHINES
            + ", (select count(*) from membership m where m.org_id = o.id) as members,"
            + " (select count(*) from invitation i where i.org_id = o.id and i.expires_at > ?) as invitations,"
            + " (select count(*) from auth_key k where k.org_id = o.id and k.revoked_at is null"
            + " and (k.expires_at is null or k.expires_at > ?)) as auth_keys,"
            + " (select count(*) from api_token t where t.org_id = o.id) as api_tokens,"
            + " (select count(*) from audit_audience u where u.org_id = o.id) as audit_entries"
            + " from organization o where o.id = ? and o.deleted_at is null";

    private static final String TOPICS = "select topic from topic_position where topic like ? escape '!'";
    private static final String EVENTS = "select count(*) as found from publication where topic = any(?)";

    @Inject
    private SqlTemplate sql;

    @Inject
    private Clock clock;

    /** The organisations whose name or id contains a text, by name. @param search empty for all */
    JsonArray list(String search, int limit, int offset) {
        String pattern = "%" + escaped(search.strip().toLowerCase(Locale.ROOT)) + "%";
        JsonArrayBuilder rows = JsonText.array();
        sql.query(
                        LIST,
                        row -> JsonText.object()
                                .add("id", row.text("id"))
                                .add("name", row.text("name"))
                                .add("demo", row.bool("demo"))
                                .add("members", row.bigint("members"))
                                .add("owner_email", JsonText.value(row.text("owner_email")))
                                .add("machines", row.bigint("machines"))
                                .add("created_at", Timestamps.format(row.time("created_at"))),
                        pattern,
                        pattern,
                        offset,
                        limit)
                .forEach(rows::add);
        return rows.build();
    }

    /** What would be deleted with an organisation; empty when there is none of this id. */
    List<JsonObject> of(String id) {
        long events = events(id);
        return sql.query(
                COUNTS,
                row -> counts(id, row.text("name"))
                        .add("members", row.bigint("members"))
                        .add("invitations", row.bigint("invitations"))
                        .add("machines", row.bigint("machines"))
                        .add("auth_keys", row.bigint("auth_keys"))
                        .add("api_tokens", row.bigint("api_tokens"))
                        .add("events", events)
                        .add("audit_entries", row.bigint("audit_entries"))
                        .build(),
                Timestamps.now(clock),
                Timestamps.now(clock),
                id);
    }

    private static JsonObjectBuilder counts(String id, String name) {
        return JsonText.object().add("id", id).add("name", name);
    }

    private long events(String id) {
        List<String> topics = sql.query(TOPICS, row -> row.text("topic"), topicPattern(id));
        return topics.isEmpty()
                ? 0
                : sql.query(EVENTS, row -> row.bigint("found"), topics).get(0);
    }

    /** The pattern, with {@code !} as its escape, of the names of an organisation's topics. */
    static String topicPattern(String id) {
        return escaped(Topic.ofOrganization(id, "machines").namespace()) + ":%";
    }

    private static String escaped(String text) {
        return text.replaceAll("[!%_]", "!$0");
    }
}
