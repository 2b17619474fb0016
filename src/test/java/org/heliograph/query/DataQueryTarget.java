package org.heliograph.query;

import java.util.List;
import java.util.stream.Collectors;
import org.heliograph.fuzz.FuzzInput;
import org.heliograph.fuzz.FuzzTarget;
import org.heliograph.fuzz.Require;
import org.heliograph.machine.MachineColumns;
import org.heliograph.rest.ApiException;

/** The filters of the data API. */
public final class DataQueryTarget implements FuzzTarget {
    private static final String ESCAPED = "%_!";

    @Override
    public void accept(byte[] input) {
        String query = FuzzInput.text(input);
        try {
            DataQuery parsed = DataQuery.parse(MachineColumns.ALL, FuzzInput.parameters(query));
            Require.that(parsed.limit() >= 1 && parsed.limit() <= DataQuery.MAX_ROWS, "limit");
            Require.that(parsed.offset() >= 0, "offset");
            Require.that(!parsed.selected().isEmpty(), "no column");
            parsed.conditions().forEach(DataQueryTarget::check);
        } catch (ApiException refused) {
            Require.refusal(refused);
        }
        checkList(List.of(query.split(",", 10)));
        checkPattern(query);
    }

    private static void check(Condition condition) {
        Require.that(condition.values().size() <= ListParser.MAX_ITEMS, "values");
        Require.that(condition.column().type().operators().contains(condition.operator()), "operator of another type");
    }

    /** Every list of texts can be written in the form of {@code in}. */
    private static void checkList(List<String> items) {
        String list = items.stream()
                .map(item -> '"' + item.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "(", ")"));
        Require.equal(ListParser.parse(list), items, "items");
    }

    /** In SQL an escape is followed by what needs one, and nothing else is special but wildcards. */
    private static void checkPattern(String pattern) {
        String sql = Condition.toSqlPattern(pattern);
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            Require.that(c != '_', "a wildcard that was not asked for");
            if (c == '!') {
                Require.that(++i < sql.length() && ESCAPED.indexOf(sql.charAt(i)) >= 0, "an escape of nothing: " + sql);
            }
        }
    }
}
