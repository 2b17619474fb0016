package org.heliograph.rest;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The part of a sorted list that a page shows: rows by their place, since a reader may drag the scroll bar anywhere (docs/protocols.md:
 * Lists). What changes meanwhile moves rows, so a live page reads its window again.
 *
 * @param words      all of which a row must contain, in lower case; empty for all rows
 * @param sort       the name of a sort key
 * @param descending whether the order is reversed
 * @param offset     rows before the first one
 * @param limit      most rows
 */
public record ListWindow(List<String> words, String sort, boolean descending, int offset, int limit) {
    private static final Set<String> NAMES = Set.of("search", "sort", "offset", "limit");
    private static final int MOST_ROWS = 1000;
    private static final int DEFAULT_ROWS = 100;
    private static final int LAST_OFFSET = 10_000_000;
    private static final int LONGEST_SEARCH = 200;
    private static final int MOST_WORDS = 8;

    /**
     * Parses the parameters {@code search}, {@code sort}, {@code offset} and {@code limit}.
     *
     * @param sorts  the sort keys, the default one first, with a hyphen before it where its reverse order is the default one
     * @param others the other parameters that the list has
     * @throws ApiException 400 for an unknown or an invalid parameter
     */
    public static ListWindow parse(
            MultivaluedMap<String, String> query, List<String> sorts, Collection<String> others) {
        for (String name : query.keySet()) {
            if (!NAMES.contains(name) && !others.contains(name)) {
                String known = String.join(
                        ", ",
                        Stream.concat(NAMES.stream(), others.stream()).sorted().toList());
                throw ApiException.badRequest("There is no parameter " + RequestBinder.shortened(name)
                        + "; the parameters are " + known + ".");
            }
        }
        String sort = text(query, "sort", sorts.get(0));
        boolean descending = sort.startsWith("-");
        String key = descending ? sort.substring(1) : sort;
        List<String> keys = sorts.stream()
                .map(one -> one.startsWith("-") ? one.substring(1) : one)
                .toList();
        if (!keys.contains(key)) {
            throw ApiException.badRequest("The parameter sort must be one of " + String.join(", ", keys)
                    + ", with a hyphen before it for the reverse order.");
        }
        return new ListWindow(
                words(text(query, "search", "")),
                key,
                descending,
                number(query, "offset", 0, 0, LAST_OFFSET),
                number(query, "limit", DEFAULT_ROWS, 1, MOST_ROWS));
    }

    /** {@code asc} or {@code desc}. */
    public String direction() {
        return descending ? "desc" : "asc";
    }

    /** The part of a sorted list. */
    public <T> List<T> of(List<T> sorted) {
        int from = Math.min(offset, sorted.size());
        return sorted.subList(from, Math.min(from + limit, sorted.size()));
    }

    /** The words as patterns of SQL's {@code like} with the escape character {@code !}. */
    public List<String> patterns() {
        return words.stream()
                .map(word -> "%" + word.replaceAll("[!%_]", "!$0") + "%")
                .toList();
    }

    private static List<String> words(String search) {
        if (search.length() > LONGEST_SEARCH || !Body.storable(search)) {
            throw ApiException.badRequest(
                    "The parameter search must be a text of at most " + LONGEST_SEARCH + " characters.");
        }
        List<String> words = Stream.of(search.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
        if (words.size() > MOST_WORDS) {
            throw ApiException.badRequest("The parameter search may have at most " + MOST_WORDS + " words.");
        }
        return words;
    }

    private static String text(MultivaluedMap<String, String> query, String name, String absent) {
        String value = query.getFirst(name);
        return value == null || value.isEmpty() ? absent : value;
    }

    private static int number(MultivaluedMap<String, String> query, String name, int absent, int min, int max) {
        String text = text(query, name, String.valueOf(absent));
        if (text.matches("[0-9]{1,9}")) {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        }
        throw ApiException.badRequest(
                "The parameter " + name + " must be a whole number from " + min + " to " + max + ".");
    }
}
