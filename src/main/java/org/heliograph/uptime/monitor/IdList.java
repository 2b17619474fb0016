package org.heliograph.uptime.monitor;

import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.heliograph.json.JsonText;

/** Ids of monitors, groups, pages and what pages say; a list of them in a column is the text of a JSON array. */
public final class IdList {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

    private IdList() {}

    /** Whether a text can be the id of anything here; what else clients ask for need not be looked for, and may not even be storable. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The ids in a column, in their order. */
    public static List<String> parse(String text) {
        return JsonText.parseAny(text).asJsonArray().getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .toList();
    }

    /** What a column holds of these ids. */
    public static String text(Collection<String> ids) {
        return json(ids).toString();
    }

    /** The ids as answers show them. */
    public static JsonArray json(Collection<String> ids) {
        return JsonText.array(ids).build();
    }
}
