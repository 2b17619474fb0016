package org.heliograph.alert.api;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.heliograph.alert.AlertStatus;
import org.heliograph.alert.Severity;
import org.heliograph.rest.ApiException;

/** Which alerts a list has. Empty lists mean any. */
record AlertSelection(List<String> sites, List<Severity> severities, List<AlertStatus> statuses) {
    /** The parameters; each may be repeated or empty. */
    static final List<String> NAMES = List.of("site", "severity", "status");

    /** @throws ApiException 400 for an invalid parameter */
    static AlertSelection parse(MultivaluedMap<String, String> query) {
        return new AlertSelection(
                values(query, "site", text -> Optional.of(text).filter(site -> site.indexOf('\0') < 0)),
                values(query, "severity", Severity::parse),
                values(query, "status", AlertStatus::parse));
    }

    private static <T> List<T> values(
            MultivaluedMap<String, String> query, String name, Function<String, Optional<T>> parse) {
        List<T> values = new ArrayList<>();
        for (String text : query.getOrDefault(name, List.of())) {
            if (!text.isEmpty()) {
                values.add(parse.apply(text)
                        .orElseThrow(() -> ApiException.badRequest("Unknown " + name + ": " + shortened(text))));
            }
        }
        return values;
    }

    static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
