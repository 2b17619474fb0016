package org.heliograph.operations.overview;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heliograph.alert.Severity;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.persistence.SqlTemplate;

/** Counts the alerts that are not resolved by severity and site, the worst sites first. */
@ApplicationScoped
class AlertOverview {
    /** Sites that are listed; the others are counted. */
    static final int MOST = 50;

    private static final String COUNTS =
            "select site, severity, count(*) as alerts, sum(case when status = 'acknowledged' then 1"
                    + " else 0 end) as acknowledged, min(created_at) as oldest from alert where status in ('open', 'acknowledged')"
                    + " group by site, severity";

    private SqlTemplate sql;

    /** For the container's proxies. */
    protected AlertOverview() {}

    @Inject
    AlertOverview(SqlTemplate sql) {
        this.sql = sql;
    }

    /** The alerts of a site. */
    private static final class Site {
        private final String name;
        private final Map<Severity, Long> counts = new EnumMap<>(Severity.class);
        private long acknowledged;
        private Instant oldest = Instant.MAX;

        private Site(String name) {
            this.name = name;
        }

        private void add(Severity severity, long alerts, long acknowledgedOnes, Instant first) {
            counts.merge(severity, alerts, Long::sum);
            acknowledged += acknowledgedOnes;
            oldest = first.isBefore(oldest) ? first : oldest;
        }

        private long count(Severity severity) {
            return counts.getOrDefault(severity, 0L);
        }

        private JsonObject json() {
            return withCounts(JsonText.object().add("site", name), counts)
                    .add("acknowledged", acknowledged)
                    .add("oldest", Timestamps.format(oldest))
                    .build();
        }
    }

    JsonObject read() {
        Map<String, Site> sites = new LinkedHashMap<>();
        Map<Severity, Long> all = new EnumMap<>(Severity.class);
        sql.query(COUNTS, row -> {
            Severity severity = Severity.parse(row.text("severity")).orElse(Severity.INFO);
            long alerts = row.bigint("alerts");
            all.merge(severity, alerts, Long::sum);
            sites.computeIfAbsent(row.text("site"), Site::new)
                    .add(severity, alerts, row.bigint("acknowledged"), row.time("oldest"));
            return alerts;
        });
        List<Site> worst = new ArrayList<>(sites.values());
        worst.sort(Comparator.comparing((Site site) -> site.count(Severity.CRITICAL))
                .thenComparing(site -> site.count(Severity.WARNING))
                .thenComparing(site -> site.count(Severity.INFO))
                .reversed()
                .thenComparing(site -> site.name));
        JsonArrayBuilder listed = JsonText.array();
        worst.stream().limit(MOST).forEach(site -> listed.add(site.json()));
        return withCounts(JsonText.object(), all)
                .add("sites", listed)
                .add("more_sites", Math.max(0, worst.size() - MOST))
                .build();
    }

    private static JsonObjectBuilder withCounts(JsonObjectBuilder json, Map<Severity, Long> counts) {
        for (Severity severity : Severity.values()) {
            json.add(severity.text(), counts.getOrDefault(severity, 0L));
        }
        return json;
    }
}
