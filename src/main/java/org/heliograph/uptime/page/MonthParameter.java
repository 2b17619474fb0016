package org.heliograph.uptime.page;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.heliograph.rest.ApiException;

/** The query parameter {@code month}, as {@code YYYY-MM} in UTC. */
public final class MonthParameter {
    private static final Pattern FORM = Pattern.compile("[0-9]{4}-[0-9]{2}");

    private MonthParameter() {}

    /**
     * Parses it.
     *
     * @param text null for the current month
     * @throws ApiException 400 for any other text
     */
    public static YearMonth parse(String text, Clock clock) {
        if (text == null) {
            return YearMonth.now(clock.withZone(ZoneOffset.UTC));
        }
        try {
            if (FORM.matcher(text).matches()) {
                return YearMonth.parse(text);
            }
        } catch (DateTimeException invalidMonth) {
            // reported below
        }
        throw ApiException.badRequest("Invalid month format (must be YYYY-MM)");
    }
}
