package org.heliograph.machine.data;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Selection;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.heliograph.json.JsonText;
import org.heliograph.machine.Machine;
import org.heliograph.machine.MachineColumns;
import org.heliograph.query.Column;
import org.heliograph.query.DataQuery;

/** Runs queries of the data API on machines. Every query is restricted to the given organisations. */
@ApplicationScoped
public class MachineRepository {
    private static final String ORGANIZATION = "orgId";
    private static final String KEY = "id";

    @PersistenceContext
    private EntityManager entities;

    /** One page of rows with the selected columns; loads no entities. */
    @Transactional
    public List<JsonObject> read(DataQuery query, Collection<String> orgIds) {
        if (orgIds.isEmpty()) {
            return List.of();
        }
        CriteriaBuilder builder = entities.getCriteriaBuilder();
        CriteriaQuery<Tuple> criteria = builder.createTupleQuery();
        Root<Machine> machine = criteria.from(Machine.class);
        List<Selection<?>> selection = new ArrayList<>();
        query.selected().forEach(column -> selection.add(machine.get(column.attribute())));
        criteria.multiselect(selection)
                .where(conditions(query, orgIds, builder, machine))
                .orderBy(query.orderBy(builder, machine));
        return entities.createQuery(criteria)
                .setFirstResult(query.offset())
                .setMaxResults(query.limit())
                .getResultStream()
                .map(tuple -> row(query.selected(), tuple))
                .toList();
    }

    /** The ids of the matching rows in the query's order; at most {@code maxRows}, or the query's limit when it gives one. */
    List<String> ids(DataQuery query, Collection<String> orgIds, int maxRows) {
        CriteriaBuilder builder = entities.getCriteriaBuilder();
        CriteriaQuery<Tuple> criteria = builder.createTupleQuery();
        Root<Machine> machine = criteria.from(Machine.class);
        criteria.multiselect(machine.get(KEY))
                .where(conditions(query, orgIds, builder, machine))
                .orderBy(query.orderBy(builder, machine));
        return entities.createQuery(criteria)
                .setFirstResult(query.offset())
                .setMaxResults(query.limitGiven() ? query.limit() : maxRows)
                .getResultStream()
                .map(tuple -> (String) tuple.get(0))
                .toList();
    }

    /** Locks those of these rows that still match the query. */
    List<Machine> lock(DataQuery query, Collection<String> orgIds, Collection<String> ids) {
        CriteriaBuilder builder = entities.getCriteriaBuilder();
        CriteriaQuery<Machine> criteria = builder.createQuery(Machine.class);
        Root<Machine> machine = criteria.from(Machine.class);
        List<Predicate> conditions = new ArrayList<>(List.of(conditions(query, orgIds, builder, machine)));
        conditions.add(machine.get(KEY).in(ids));
        criteria.select(machine).where(conditions.toArray(Predicate[]::new)).orderBy(builder.asc(machine.get(KEY)));
        return entities.createQuery(criteria)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    private static Predicate[] conditions(
            DataQuery query, Collection<String> orgIds, CriteriaBuilder builder, Root<Machine> machine) {
        List<Predicate> conditions = query.predicates(builder, machine);
        conditions.add(machine.get(ORGANIZATION).in(orgIds));
        return conditions.toArray(Predicate[]::new);
    }

    private static JsonObject row(List<Column> columns, Tuple tuple) {
        JsonObjectBuilder row = JsonText.object();
        for (int i = 0; i < columns.size(); i++) {
            row.add(columns.get(i).name(), MachineColumns.toJson(tuple.get(i)));
        }
        return row.build();
    }
}
