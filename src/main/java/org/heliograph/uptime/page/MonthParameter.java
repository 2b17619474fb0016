package org.heliograph.uptime.page;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.heliograph.rest.ApiException;

/** A month that a call asks for, as {@code YYYY-MM}, in UTC. */
public final class MonthParameter {
    private static final Pattern FORM = Pattern.compile("[0-9]{4}-[0-9]{2}");

    private MonthParameter() {}

    /**
     * Reads it.
     *
     * @param text null for the month that is now
     * @throws ApiException 400 for anything that is no month
     */
    public static YearMonth read(String text, Clock clock) {
        if (text == null) {
            return YearMonth.now(clock.withZone(ZoneOffset.UTC));
        }
        try {
            if (FORM.matcher(text).matches()) {
                return YearMonth.parse(text);
            }
        } catch (DateTimeException noSuchMonth) {
            // said below
        }
        throw ApiException.badRequest("Invalid month format (must be YYYY-MM)");
    }
}
