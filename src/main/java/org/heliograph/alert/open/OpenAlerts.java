package org.heliograph.alert.open;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.heliograph.alert.Severity;
import org.heliograph.identity.SecureTokens;

/** The open alerts of one moment. The response of each choice of sites is rendered once. */
final class OpenAlerts {
    /** Size of a response, in characters; alerts beyond are counted and not listed. */
    static final int MAX_SIZE = 4 * 1024 * 1024;

    private static final int MAX_RENDERED = 64;
    private static final int ETAG_LENGTH = 32;

    private final long seq;
    private final List<OpenAlert> alerts;
    private final Map<String, Map<Severity, Long>> counts;
    private final Map<Set<String>, Response> rendered = new ConcurrentHashMap<>();

    /**
     * A response.
     *
     * @param seq  the sequence number after which a socket resumes
     * @param etag of the body, in quotes
     */
    record Response(long seq, byte[] body, String etag) {}

    /**
     * @param alerts worst first, then newest first
     * @param counts of all open alerts, also of those that are not listed; by site
     */
    OpenAlerts(long seq, List<OpenAlert> alerts, Map<String, Map<Severity, Long>> counts) {
        this.seq = seq;
        this.alerts = alerts;
        this.counts = counts;
    }

    /** The response for these sites; empty for all. */
    Response of(Set<String> sites) {
        Response known = rendered.get(sites);
        if (known != null) {
            return known;
        }
        Response response = render(sites);
        if (rendered.size() < MAX_RENDERED) {
            rendered.put(sites, response);
        }
        return response;
    }

    private Response render(Set<String> sites) {
        Map<Severity, Long> count = new EnumMap<>(Severity.class);
        counts.forEach((site, bySeverity) -> {
            if (sites.isEmpty() || sites.contains(site)) {
                bySeverity.forEach((severity, number) -> count.merge(severity, number, Long::sum));
            }
        });
        long total = count.values().stream().mapToLong(Long::longValue).sum();
        StringBuilder list = new StringBuilder();
        int listed = 0;
        for (OpenAlert alert : alerts) {
            if (sites.isEmpty() || sites.contains(alert.site())) {
                if (list.length() + alert.json().length() > MAX_SIZE) {
                    break;
                }
                list.append(listed++ == 0 ? "" : ",").append(alert.json());
            }
        }
        StringBuilder json = new StringBuilder(list.length() + 200)
                .append("{\"seq\":")
                .append(seq)
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
        String body = json.toString();
        return new Response(
                seq,
                body.getBytes(StandardCharsets.UTF_8),
                "\"" + SecureTokens.hash(body).substring(0, ETAG_LENGTH) + "\"");
    }
}
