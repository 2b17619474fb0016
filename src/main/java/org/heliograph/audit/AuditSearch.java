package org.heliograph.audit;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Which rows of the audit trail are asked for; null where it does not matter.
 *
 * @param orgId   only what owners and admins of this organisation see
 * @param action  such as {@code auth-key.create}, or its part before the dot for all of them
 * @param outcome {@code done} or {@code failed}
 * @param actor   the id or the e-mail address of who acted
 * @param text    a part of the name or id of the actor or the target, or of the reason, in any case
 * @param from    the first moment; a row of several failures counts by the last of them
 * @param until   the moment after the last one
 * @param before  only rows older than the one of this id
 */
public record AuditSearch(
        String orgId,
        String action,
        String outcome,
        String actor,
        String address,
        String text,
        Instant from,
        Instant until,
        String before) {
    private static final String COLUMNS = "select e.id, e.created_at, e.last_at, e.occurrences, e.action, e.outcome,"
            + " e.reason, e.actor_id, e.actor_name, e.address, e.org_id, e.target_id, e.target_name, e.values_before,"
            + " e.values_after from ";

    private static final List<String> SEARCHED =
            List.of("e.actor_name", "e.actor_id", "e.target_name", "e.target_id", "e.reason", "e.action");

    /** The same search in older rows. */
    public AuditSearch before(String id) {
        return new AuditSearch(orgId, action, outcome, actor, address, text, from, until, id);
    }

    /** The query without its order. @param parameters receives the values of its parameters */
    String select(List<Object> parameters) {
        StringBuilder sql = new StringBuilder(COLUMNS);
        if (orgId == null) {
            sql.append("audit_entry e where 1 = 1");
        } else {
            sql.append("audit_audience a join audit_entry e on e.id = a.entry_id where a.org_id = ?");
            parameters.add(orgId);
        }
        add(sql, parameters, " and (e.action = ? or e.action like ? escape '!')", action, escaped(action) + ".%");
        add(sql, parameters, " and e.outcome = ?", outcome);
        add(sql, parameters, " and (e.actor_id = ? or e.actor_name = ?)", actor, actor);
        add(sql, parameters, " and e.address = ?", address);
        addText(sql, parameters);
        if (from != null) {
            // a row of failures began up to two windows before the last of them
            sql.append(" and e.id >= ? and e.last_at >= ?");
            parameters.add(AuditIds.least(from.minus(FailureBuffer.WINDOW.multipliedBy(2))));
            parameters.add(from);
        }
        add(sql, parameters, " and e.id < ?", until == null ? null : AuditIds.least(until));
        add(sql, parameters, " and e.id < ?", before);
        return sql.toString();
    }

    private void addText(StringBuilder sql, List<Object> parameters) {
        if (text == null) {
            return;
        }
        String pattern = "%" + escaped(text.toLowerCase(Locale.ROOT)) + "%";
        sql.append(" and (");
        for (int i = 0; i < SEARCHED.size(); i++) {
            sql.append(i == 0 ? "" : " or ")
                    .append("lower(")
                    .append(SEARCHED.get(i))
                    .append(") like ? escape '!'");
            parameters.add(pattern);
        }
        sql.append(")");
    }

    private static void add(StringBuilder sql, List<Object> parameters, String condition, String... values) {
        if (values[0] != null) {
            sql.append(condition);
            parameters.addAll(List.of(values));
        }
    }

    private static String escaped(String text) {
        return text == null ? null : text.replaceAll("[!%_]", "!$0");
    }
}
