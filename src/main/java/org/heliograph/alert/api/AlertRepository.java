package org.heliograph.alert.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.heliograph.alert.Alert;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.ListWindow;

/**
 * Lists alerts: newest first by keyset pages, of which one continues exactly after an alert, whatever was added meanwhile, or in any order as
 * windows, which a reader may move anywhere.
 */
@ApplicationScoped
public class AlertRepository {
    @PersistenceContext
    private EntityManager entities;

    @Inject
    private AlertWindows windows;

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

    /** A window of the list: {@code {total, all, rows}}, how many match, how many there are, and the rows of the window. */
    @Transactional
    public JsonObject read(AlertSelection selection, ListWindow window) {
        AlertWindows.Found found = windows.find(selection, window);
        Map<String, Alert> byId = new HashMap<>();
        if (!found.ids().isEmpty()) {
            entities.createQuery("select a from Alert a where a.id in :ids", Alert.class)
                    .setParameter("ids", found.ids())
                    .getResultList()
                    .forEach(alert -> byId.put(alert.getId(), alert));
        }
        JsonArrayBuilder rows = JsonText.array();
        found.ids().stream().map(byId::get).filter(Objects::nonNull).forEach(alert -> rows.add(AlertJson.of(alert)));
        return JsonText.object()
                .add("total", found.total())
                .add("all", found.all())
                .add("rows", rows)
                .build();
    }

    private String conditions(AlertFilter filter, Map<String, Object> values) {
        List<String> conditions = new ArrayList<>();
        anyOf("site", filter.selection().sites(), conditions, values);
        anyOf("severity", filter.selection().severities(), conditions, values);
        anyOf("status", filter.selection().statuses(), conditions, values);
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
