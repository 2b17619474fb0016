package org.heliograph.uptime.history.api;

import jakarta.json.JsonObject;
import org.heliograph.rest.ApiException;
import org.heliograph.uptime.history.HistoryScale;

/** A history as a file to download. @param csv or else JSON */
record HistoryFile(String id, HistoryScale scale, boolean csv) {
    /** @param format json, csv, or null for JSON @throws ApiException 400 for another */
    static boolean isCsv(String format) {
        if (format != null && !format.equals("json") && !format.equals("csv")) {
            throw ApiException.badRequest("The parameter format must be json or csv.");
        }
        return "csv".equals(format);
    }

    /** {@code api-daily.csv}. */
    String name() {
        return id + "-" + scale.text() + (csv ? ".csv" : ".json");
    }

    /** The header {@code Content-Disposition}. */
    String disposition() {
        return "attachment; filename=\"" + name() + "\"";
    }

    String contentType() {
        return csv ? "text/csv;charset=UTF-8" : "application/json";
    }

    /** @param history as {@link HistoryReader} returns it */
    String text(JsonObject history) {
        return csv ? HistoryCsv.of(history) : history.toString();
    }
}
