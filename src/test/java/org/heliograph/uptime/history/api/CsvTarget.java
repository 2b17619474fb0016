package org.heliograph.uptime.history.api;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.heliograph.fuzz.FuzzInput;
import org.heliograph.fuzz.FuzzTarget;
import org.heliograph.fuzz.Require;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.text.CsvEncoder;

/** Names in CSV reports: whatever a monitor is called, it is one cell, and no formula. */
public final class CsvTarget implements FuzzTarget {
    private static final String FORMULA = "=+-@\t\r\n";

    @Override
    public void accept(byte[] input) {
        String name = FuzzInput.text(input);
        List<String> cells = cells(CsvEncoder.line(Stream.of("a", name, "b")));
        Require.equal(cells.size(), 3, "cells of a line of a report");
        Require.that(cells.get(1).isEmpty() || FORMULA.indexOf(cells.get(1).charAt(0)) < 0, "a formula");
        Require.that(cells.get(1).equals(name) || cells.get(1).equals("'" + name), "another name");
        String history = "{\"data\":[],\"customMetrics\":{\"custom1\":{\"id\":\"x\",\"name\":" + JsonText.quote(name)
                + ",\"unit\":" + JsonText.quote(name) + "}}}";
        List<String> header = cells(HistoryCsv.of(JsonText.parse(history)));
        Require.equal(header.size(), 8, "columns");
        try {
            HistoryFile.isCsv(name);
        } catch (ApiException refused) {
            Require.refusal(refused);
        }
    }

    /** The cells of one line (RFC 4180), without its end. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append(line.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == ',') {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (!quoted && c == '\n') {
                break;
            } else {
                cell.append(c);
            }
        }
        Require.that(!quoted, "a quote without an end");
        cells.add(cell.toString());
        return cells;
    }
}
