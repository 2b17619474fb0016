package org.heliograph.operations.health;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.heliograph.json.JsonText;

/** The answer to a probe, in the JSON format of MicroProfile Health 4. */
public record ProbeReport(List<HealthCheckResponse> responses) {
    public ProbeReport(List<HealthCheckResponse> responses) {
        this.responses = responses.stream()
                .sorted(Comparator.comparing(HealthCheckResponse::getName))
                .toList();
    }

    public boolean up() {
        return responses.stream().allMatch(ProbeReport::isUp);
    }

    /** Names of the checks that are UP and say what is missing all the same. */
    public List<String> degraded() {
        return responses.stream()
                .filter(ProbeReport::isUp)
                .filter(response -> reason(response).isPresent())
                .map(HealthCheckResponse::getName)
                .toList();
    }

    /**
     * The body. {@code degraded}, which is there when something is missing, is not of MicroProfile Health: its clients ignore it.
     *
     * @param detailed with the data of the checks, and not their names and states alone
     */
    public JsonObject json(boolean detailed) {
        JsonArrayBuilder checks = JsonText.array();
        responses.forEach(response -> checks.add(json(response, detailed)));
        JsonObjectBuilder report =
                JsonText.object().add("status", up() ? "UP" : "DOWN").add("checks", checks);
        if (!degraded().isEmpty()) {
            report.add("degraded", JsonText.array(degraded()));
        }
        return report.build();
    }

    private static JsonObjectBuilder json(HealthCheckResponse response, boolean detailed) {
        JsonObjectBuilder check = JsonText.object()
                .add("name", response.getName())
                .add("status", response.getStatus().name());
        Map<String, Object> data = response.getData().orElse(Map.of());
        if (detailed && !data.isEmpty()) {
            JsonObjectBuilder figures = JsonText.object();
            new TreeMap<>(data).forEach((name, figure) -> figures.add(name, JsonText.value(figure)));
            check.add("data", figures);
        }
        return check;
    }

    private static boolean isUp(HealthCheckResponse response) {
        return response.getStatus() == HealthCheckResponse.Status.UP;
    }

    private static Optional<Object> reason(HealthCheckResponse response) {
        return response.getData().map(data -> data.get(Finding.REASON));
    }
}
