package org.heliograph.query;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heliograph.rest.ApiException;

/** All that a caller may name of a table; the first column is its key. */
public final class Columns {
    private final Map<String, Column> byName = new LinkedHashMap<>();

    public Columns(List<Column> columns) {
        columns.forEach(column -> byName.put(column.name(), column));
    }

    /** All of them, in the order in which rows show them. */
    public Collection<Column> all() {
        return byName.values();
    }

    /** What makes an order complete. */
    public Column key() {
        return byName.values().iterator().next();
    }

    public Optional<Column> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** @throws ApiException 400 for a name that is none; it is not repeated, since it may be anything */
    Column require(String name) {
        return find(name)
                .orElseThrow(() -> ApiException.badRequest(
                        "There is no such column; the columns are " + String.join(", ", byName.keySet()) + "."));
    }
}
