package org.heliograph.text;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes CSV (RFC 4180). No cell is a formula to a spreadsheet. */
public final class CsvEncoder {
    private static final String BEGINS_FORMULA = "=+-@\t\r\n";

    private CsvEncoder() {}

    /** Cells as a line, without its end. */
    public static String line(Stream<?> cells) {
        return cells.map(CsvEncoder::cell).collect(Collectors.joining(","));
    }

    /**
     * A cell, in quotes where it needs them. A spreadsheet evaluates a text that begins like a formula, unless an apostrophe precedes it;
     * numbers stay as they are. Null, also that of JSON, is an empty cell.
     */
    static String cell(Object value) {
        if (value == null || value == JsonValue.NULL) {
            return "";
        }
        if (value instanceof JsonString text) {
            return quoted(withoutFormula(text.getString()));
        }
        return quoted(value instanceof CharSequence text ? withoutFormula(text.toString()) : value.toString());
    }

    private static String withoutFormula(String text) {
        return !text.isEmpty() && BEGINS_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String text) {
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }
}
