package org.heliograph.query;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heliograph.rest.ApiException;

/** The columns of a table that callers may name. The first one is the key. */
public final class Columns {
    private final Map<String, Column> byName = new LinkedHashMap<>();

    public Columns(List<Column> columns) {
        columns.forEach(column -> byName.put(column.name(), column));
    }

    /** All columns, in the order of the fields of a row. */
    public Collection<Column> all() {
        return byName.values();
    }

    /** The unique column that completes every sort order. */
    public Column key() {
        return byName.values().iterator().next();
    }

    public Optional<Column> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** @throws ApiException 400 for an unknown name; the message does not repeat it, since it is untrusted text */
    Column require(String name) {
        return find(name)
                .orElseThrow(() -> ApiException.badRequest(
                        "There is no such column; the columns are " + String.join(", ", byName.keySet()) + "."));
    }
}
