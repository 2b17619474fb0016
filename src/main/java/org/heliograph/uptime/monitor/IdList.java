package org.heliograph.uptime.monitor;

import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.heliograph.json.JsonText;

/** Ids of monitors, groups, status pages and notices; a list of ids in a column is the text of a JSON array. */
public final class IdList {
    private static final Pattern ID = Pattern.compile("(?!\\.+$)[A-Za-z0-9_.-]{1,100}");

    private IdList() {}

    /** Whether a text has the form of an id. One of dots alone has not: clients resolve {@code /.} and {@code /..} in URLs. Other texts match no row, and the database may refuse them as a parameter. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The ids in a column, in their order. */
    public static List<String> parse(String text) {
        return JsonText.parseAny(text).asJsonArray().getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .toList();
    }

    /** The text of a column that holds these ids. */
    public static String text(Collection<String> ids) {
        return json(ids).toString();
    }

    /** The ids in answers and events. */
    public static JsonArray json(Collection<String> ids) {
        return JsonText.array(ids).build();
    }
}
