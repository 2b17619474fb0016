package org.heliograph.alert.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.heliograph.alert.Alert;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;

/** Lists alerts, newest first, by keyset pages: a page continues exactly after an alert, whatever was added meanwhile. */
@ApplicationScoped
public class AlertRepository {
    @PersistenceContext
    private EntityManager entities;

    /** @throws ApiException 400 when {@code before} names an alert that does not exist */
    @Transactional
    public JsonArray read(AlertFilter filter) {
        Map<String, Object> values = new HashMap<>();
        String conditions = conditions(filter, values);
        TypedQuery<Alert> query = entities.createQuery(
                "select a from Alert a" + conditions + " order by a.createdAt desc, a.id desc", Alert.class);
        values.forEach(query::setParameter);
        JsonArrayBuilder rows = JsonText.array();
        query.setMaxResults(filter.limit()).getResultList().forEach(alert -> rows.add(AlertJson.of(alert)));
        return rows.build();
    }

    private String conditions(AlertFilter filter, Map<String, Object> values) {
        List<String> conditions = new ArrayList<>();
        anyOf("site", filter.sites(), conditions, values);
        anyOf("severity", filter.severities(), conditions, values);
        anyOf("status", filter.statuses(), conditions, values);
        if (filter.before() != null) {
            conditions.add("a.createdAt < :before");
            values.put("before", filter.before());
        }
        if (filter.beforeId() != null) {
            Alert last = AlertService.isId(filter.beforeId()) ? entities.find(Alert.class, filter.beforeId()) : null;
            if (last == null) {
                throw ApiException.badRequest("The parameter before must be an alert's id or a time.");
            }
            conditions.add("(a.createdAt < :at or a.createdAt = :at and a.id < :id)");
            values.put("at", last.getCreatedAt());
            values.put("id", last.getId());
        }
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    private static void anyOf(String field, List<?> wanted, List<String> conditions, Map<String, Object> values) {
        if (!wanted.isEmpty()) {
            conditions.add("a." + field + " in :" + field);
            values.put(field, wanted);
        }
    }
}
