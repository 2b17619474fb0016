package org.heliograph.rest;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads the fields of a body one by one, and collects all problems. An absent field gives an empty result, so that the same code fills a
 * new entity and changes the fields that were sent. Null counts as absent; where a value is optional it also makes the value absent, see
 * {@link #cleared}. Call {@link #check} before using the values.
 */
public final class FieldReader {
    public static final int LONGEST_LIST = 2000;
    private static final int LONGEST_ID = 100;

    private final JsonObject json;
    private final boolean complete;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private final Set<String> needed = new HashSet<>();

    private FieldReader(JsonObject json, boolean complete) {
        this.json = json;
        this.complete = complete;
    }

    /** For a new entity: required fields must be sent. */
    public static FieldReader ofNew(Body body) {
        return new FieldReader(body.json(), true);
    }

    /** For a change: required fields may be absent. */
    public static FieldReader ofChange(Body body) {
        return new FieldReader(body.json(), false);
    }

    /** Declares required fields. */
    public FieldReader need(String... names) {
        for (String name : names) {
            needed.add(name);
            if (!sent(name) && complete) {
                wrong(name + " is required");
            }
        }
        return this;
    }

    /** Whether the field was sent with a value. */
    public boolean sent(String name) {
        known.add(name);
        return json.containsKey(name) && !isNull(name);
    }

    /** Whether the field was sent as null, which removes an optional value. */
    public boolean cleared(String name) {
        known.add(name);
        return json.containsKey(name) && isNull(name);
    }

    private boolean isNull(String name) {
        return json.get(name) == JsonValue.NULL;
    }

    /** A value as it was sent; null when it was not. */
    public JsonValue raw(String name) {
        known.add(name);
        return json.get(name);
    }

    /** A text without the white space around it, which must not be empty. */
    public Optional<String> text(String name, int longest) {
        Optional<String> text = secret(name, 1, longest).map(String::strip);
        if (text.filter(String::isEmpty).isPresent()) {
            wrong(name + " is required");
        }
        return text.filter(stripped -> !stripped.isEmpty());
    }

    /** A text exactly as sent: for passwords and tokens. */
    public Optional<String> secret(String name, int shortest, int longest) {
        JsonValue value = value(name);
        if (value == null) {
            return Optional.empty();
        }
        String text = RequestBinder.attempt(RequestBinder::text, value);
        if (text == null) {
            wrong(name + " must be text");
        } else if (text.length() > longest) {
            wrong(name + " may have " + longest + " characters at most");
        } else if (text.length() < shortest) {
            wrong(shortest == 1 ? name + " is required" : name + " needs " + shortest + " characters or more");
        } else {
            return Optional.of(text);
        }
        return Optional.empty();
    }

    /** A text that fits. @param rule what it must be, such as {@code of digits} */
    public Optional<String> matching(String name, Predicate<String> fits, String rule) {
        Optional<String> text = secret(name, 1, Integer.MAX_VALUE);
        if (text.isPresent() && !fits.test(text.get())) {
            wrong(name + " must be " + rule);
        }
        return text.filter(fits);
    }

    /** One of several values. */
    public Optional<String> oneOf(String name, List<String> words) {
        JsonValue value = value(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof JsonString string && words.contains(string.getString())) {
            return Optional.of(string.getString());
        }
        wrong(name + " must be one of " + String.join(", ", words));
        return Optional.empty();
    }

    /** A whole number within bounds, which belong to them. */
    public OptionalInt whole(String name, int least, int most) {
        JsonValue value = value(name);
        if (value == null) {
            return OptionalInt.empty();
        }
        Integer whole = RequestBinder.attempt(RequestBinder::integer, value);
        if (whole == null || whole < least || whole > most) {
            wrong(name + " must be a whole number from " + least + " to " + most);
            return OptionalInt.empty();
        }
        return OptionalInt.of(whole);
    }

    public Optional<Double> number(String name, double least, double most) {
        JsonValue value = value(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof JsonNumber number && number.doubleValue() >= least && number.doubleValue() <= most) {
            return Optional.of(number.doubleValue());
        }
        wrong(String.format(Locale.ROOT, "%s must be a number from %.0f to %.0f", name, least, most));
        return Optional.empty();
    }

    public Optional<Boolean> flag(String name) {
        Optional<JsonValue> value = Optional.ofNullable(value(name));
        Optional<Boolean> flag = value.map(sent -> RequestBinder.attempt(RequestBinder::flag, sent));
        if (value.isPresent() && flag.isEmpty()) {
            wrong(name + " must be true or false");
        }
        return flag;
    }

    /** Ids, each once, in their order; none when the field was sent as null, unless it is required. */
    public Optional<List<String>> ids(String name) {
        if (cleared(name) && !needed.contains(name)) {
            return Optional.of(List.of());
        }
        JsonValue value = value(name);
        if (value == null) {
            return Optional.empty();
        }
        boolean fits = value.getValueType() == JsonValue.ValueType.ARRAY
                && value.asJsonArray().size() <= LONGEST_LIST
                && value.asJsonArray().stream().allMatch(FieldReader::isId);
        if (!fits) {
            wrong(name + " must be an array of at most " + LONGEST_LIST + " ids");
            return Optional.empty();
        }
        return Optional.of(value.asJsonArray().getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .distinct()
                .toList());
    }

    private static boolean isId(JsonValue item) {
        return item instanceof JsonString id
                && !id.getString().isEmpty()
                && id.getString().length() <= LONGEST_ID
                && Body.storable(id.getString());
    }

    /** An inner object as a form of its own; see {@link #include}. */
    public Optional<FieldReader> object(String name) {
        JsonValue value = value(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value.getValueType() != JsonValue.ValueType.OBJECT) {
            wrong(name + " must be an object");
            return Optional.empty();
        }
        return Optional.of(new FieldReader(value.asJsonObject(), true));
    }

    /** Adds the problems of an inner object, its unknown fields among them. */
    public void include(String name, FieldReader inner) {
        inner.reportUnknown();
        inner.problems.forEach(problem -> wrong(name + "." + problem));
    }

    /** Adds a problem, such as {@code name is required}. */
    public void wrong(String problem) {
        problems.add(problem);
    }

    /** Accepts fields without reading them. */
    public FieldReader ignore(String... names) {
        known.addAll(List.of(names));
        return this;
    }

    /** @throws ApiException 400 with every problem; a field that was neither read nor ignored is one */
    public void check() {
        reportUnknown();
        if (!problems.isEmpty()) {
            throw ApiException.invalid(problems.stream().distinct().toList());
        }
    }

    private void reportUnknown() {
        json.keySet().stream()
                .filter(name -> !known.contains(name))
                .limit(RequestBinder.MOST_UNKNOWN)
                .forEach(name -> wrong(RequestBinder.shortened(name) + " is unknown"));
    }

    private JsonValue value(String name) {
        known.add(name);
        return isNull(name) ? null : json.get(name);
    }
}
