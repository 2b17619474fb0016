package org.heliograph.alert.api;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import org.heliograph.fuzz.FuzzInput;
import org.heliograph.fuzz.FuzzTarget;
import org.heliograph.fuzz.Require;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.ListWindow;

/** The filters of a list of alerts. */
public final class AlertFilterTarget implements FuzzTarget {
    private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

    @Override
    public void accept(byte[] input) {
        MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
        query.putAll(FuzzInput.parameters(FuzzInput.text(input)));
        try {
            ListWindow.parse(query, AlertWindows.SORTS, AlertSelection.NAMES);
            AlertSelection.parse(query);
        } catch (ApiException refused) {
            Require.refusal(refused);
        }
        try {
            AlertFilter filter = AlertFilter.parse(query);
            Require.that(filter.limit() >= 1 && filter.limit() <= 500, "limit");
            Instant before = filter.before();
            Require.that(before == null || !before.isBefore(Instant.EPOCH) && before.isBefore(LATEST), "before");
            Require.that(before == null || filter.beforeId() == null, "both a time and an id");
            if (filter.beforeId() != null) {
                AlertService.isId(filter.beforeId());
            }
        } catch (ApiException refused) {
            Require.refusal(refused);
        }
    }
}
