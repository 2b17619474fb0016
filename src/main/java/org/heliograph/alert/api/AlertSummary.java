package org.heliograph.alert.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import org.heliograph.alert.AlertStatus;
import org.heliograph.alert.Severity;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;

/** Counts alerts: unresolved ones, and those opened in each hour of the last day. */
@ApplicationScoped
public class AlertSummary {
    private static final int HOURS = 24;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Clock clock;

    /** {@code {"sites":[…],"unresolved":{"critical":n,…},"hours":[{"from":"…","critical":n,…},…]}}, oldest hour first. */
    @Transactional
    public JsonObject read() {
        JsonArrayBuilder sites = JsonText.array();
        entities.createQuery("select distinct a.site from Alert a order by a.site", String.class)
                .getResultList()
                .forEach(sites::add);
        TypedQuery<Object[]> unresolved = entities.createQuery(
                        "select a.severity, count(a) from Alert a where a.status in :open group by a.severity",
                        Object[].class)
                .setParameter("open", EnumSet.complementOf(EnumSet.of(AlertStatus.RESOLVED)));
        return JsonText.object()
                .add("sites", sites)
                .add("unresolved", counts(unresolved))
                .add("hours", hours())
                .build();
    }

    private JsonArrayBuilder hours() {
        JsonArrayBuilder hours = JsonText.array();
        Instant present = Timestamps.now(clock).truncatedTo(ChronoUnit.HOURS);
        for (int ago = HOURS - 1; ago >= 0; ago--) {
            Instant from = present.minus(ago, ChronoUnit.HOURS);
            TypedQuery<Object[]> raised = entities.createQuery(
                            "select a.severity, count(a) from Alert a where a.createdAt >= :from and a.createdAt < :to"
                                    + " group by a.severity",
                            Object[].class)
                    .setParameter("from", from)
                    .setParameter("to", from.plus(1, ChronoUnit.HOURS));
            hours.add(JsonText.object().add("from", Timestamps.format(from)).addAll(counts(raised)));
        }
        return hours;
    }

    private static JsonObjectBuilder counts(TypedQuery<Object[]> bySeverity) {
        Map<Severity, Long> counts = new EnumMap<>(Severity.class);
        bySeverity.getResultList().forEach(row -> counts.put((Severity) row[0], (Long) row[1]));
        JsonObjectBuilder json = JsonText.object();
        for (Severity severity : Severity.values()) {
            json.add(severity.text(), counts.getOrDefault(severity, 0L));
        }
        return json;
    }
}
