package org.heliograph.query;

import java.util.ArrayList;
import java.util.List;

/** Parses the literal of {@code in}: {@code (a,b,"with, comma","with \" quote")}. */
final class ListParser {
    /** Each item becomes a parameter of the statement. */
    static final int MAX_ITEMS = 1000;

    private final String text;
    private final List<String> items = new ArrayList<>();
    private int position = 1;

    private ListParser(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException for malformed text, no items, or more than {@link #MAX_ITEMS} */
    static List<String> parse(String text) {
        if (text.length() < 3 || text.charAt(0) != '(' || text.charAt(text.length() - 1) != ')') {
            throw new IllegalArgumentException("not in parentheses");
        }
        ListParser parser = new ListParser(text);
        parser.parseItems();
        return parser.items;
    }

    private void parseItems() {
        int end = text.length() - 1;
        while (true) {
            items.add(position < end && text.charAt(position) == '"' ? quotedItem(end) : plainItem(end));
            if (items.size() > MAX_ITEMS) {
                throw new IllegalArgumentException("too many items");
            }
            if (position == end) {
                return;
            }
            if (text.charAt(position++) != ',') {
                throw new IllegalArgumentException("missing comma after a quoted item");
            }
        }
    }

    private String plainItem(int end) {
        int comma = text.indexOf(',', position);
        int stop = comma < 0 ? end : comma;
        String item = text.substring(position, stop);
        position = stop;
        return item;
    }

    private String quotedItem(int end) {
        StringBuilder item = new StringBuilder();
        for (position++; position < end; position++) {
            char c = text.charAt(position);
            if (c == '"') {
                position++;
                return item.toString();
            }
            item.append(c == '\\' && position + 1 < end ? text.charAt(++position) : c);
        }
        throw new IllegalArgumentException("unterminated quote");
    }
}
