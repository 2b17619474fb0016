package org.heliograph.uptime.page;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.heliograph.fuzz.FuzzInput;
import org.heliograph.fuzz.FuzzTarget;
import org.heliograph.fuzz.Require;
import org.heliograph.platform.Utf8;
import org.heliograph.rest.ApiException;
import org.heliograph.uptime.monitor.IdList;

/** The short texts of status pages: months, ids, and lists of ids as a column holds them. */
public final class PageTextTarget implements FuzzTarget {
    @Override
    public void accept(byte[] input) {
        String text = FuzzInput.text(input);
        try {
            YearMonth month = MonthParameter.parse(text, Clock.systemUTC());
            Require.equal(month.toString(), text, "month");
            // what the reads of a month compute
            month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
            month.plusMonths(1)
                    .atDay(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .toEpochMilli();
        } catch (ApiException refused) {
            Require.refusal(refused);
            Require.that(!isMonth(text), "a month was refused: " + text);
        }
        if (IdList.isId(text)) {
            Require.that(!text.isEmpty() && text.length() <= 100 && text.indexOf('/') < 0, "not an id: " + text);
        }
        List<String> ids = List.of(text.split(",", 20));
        Require.equal(IdList.parse(IdList.text(ids)), ids, "ids");
        Require.equal(Utf8.length(text), text.getBytes(StandardCharsets.UTF_8).length, "bytes");
    }

    private static boolean isMonth(String text) {
        try {
            return text.length() == 7 && YearMonth.parse(text).toString().equals(text);
        } catch (DateTimeException other) {
            return false;
        }
    }
}
