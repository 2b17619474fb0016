package org.heliograph.alert.open;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.heliograph.alert.Severity;
import org.heliograph.event.LogPosition;
import org.heliograph.json.JsonText;
import org.heliograph.rest.SequenceHeader;
import org.heliograph.rest.cache.SharedContent;

/** The open alerts of one moment, from which the responses for choices of sites are made. */
final class OpenAlerts {
    /** Size of a response, in characters; alerts beyond are counted and not listed. */
    static final int MAX_SIZE = 4 * 1024 * 1024;

    private static final AtomicLong MADE = new AtomicLong();

    private final long number = MADE.incrementAndGet();
    private final LogPosition position;
    private final List<OpenAlert> alerts;
    private final Map<String, Map<Severity, Long>> counts;
    private final Set<String> sites;

    /**
     * @param position after which a socket resumes
     * @param alerts   worst first, then newest first
     * @param counts   of all open alerts, also of those that are not listed; by site
     */
    OpenAlerts(LogPosition position, List<OpenAlert> alerts, Map<String, Map<Severity, Long>> counts) {
        this.position = position;
        this.alerts = alerts;
        this.counts = counts;
        sites = new HashSet<>(counts.keySet());
        alerts.forEach(alert -> sites.add(alert.site()));
    }

    /**
     * The same for all choices whose responses are the same: sites without an open alert make no difference.
     *
     * @param chosen empty for all sites
     */
    String key(Set<String> chosen) {
        StringBuilder key = new StringBuilder("open alerts ").append(number);
        if (!chosen.isEmpty() && !chosen.containsAll(sites)) {
            // with its length a name cannot pass for two
            chosen.stream()
                    .filter(sites::contains)
                    .sorted()
                    .forEach(site ->
                            key.append(' ').append(site.length()).append(':').append(site));
            key.append(" only");
        }
        return key.toString();
    }

    LogPosition position() {
        return position;
    }

    /** Those that are listed, of all sites: the worst first, then the newest. */
    List<OpenAlert> alerts() {
        return alerts;
    }

    /** The response for these sites. @param chosen empty for all */
    SharedContent content(Set<String> chosen) {
        Map<Severity, Long> count = new EnumMap<>(Severity.class);
        counts.forEach((site, bySeverity) -> {
            if (chosen.isEmpty() || chosen.contains(site)) {
                bySeverity.forEach((severity, number) -> count.merge(severity, number, Long::sum));
            }
        });
        long total = count.values().stream().mapToLong(Long::longValue).sum();
        StringBuilder list = new StringBuilder();
        int listed = 0;
        for (OpenAlert alert : alerts) {
            if (chosen.isEmpty() || chosen.contains(alert.site())) {
                if (list.length() + alert.json().length() > MAX_SIZE) {
                    break;
                }
                list.append(listed++ == 0 ? "" : ",").append(alert.json());
            }
        }
        StringBuilder json = new StringBuilder(list.length() + 200)
                .append("{\"seq\":")
                .append(position.seq())
                .append(",\"epoch\":")
                .append(JsonText.quote(position.epoch()))
                .append(",\"total\":")
                .append(total)
                .append(",\"counts\":{");
        for (Severity severity : Severity.values()) {
            json.append(severity.ordinal() == 0 ? "\"" : ",\"")
                    .append(severity.text())
                    .append("\":")
                    .append(count.getOrDefault(severity, 0L));
        }
        json.append("},\"complete\":")
                .append(listed == total)
                .append(",\"alerts\":[")
                .append(list)
                .append("]}");
        return SharedContent.of(json.toString(), "application/json")
                .withHeader(SequenceHeader.HEADER, String.valueOf(position.seq()))
                .withHeader(SequenceHeader.EPOCH_HEADER, position.epoch());
    }
}
