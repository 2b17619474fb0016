package org.heliograph.query;

import java.util.ArrayList;
import java.util.List;

/** The literal of {@code in}: {@code (a,b,"with, comma","with \" quote")}. */
final class ListLiteral {
    /** More is refused: each becomes a parameter of the statement. */
    static final int LONGEST = 1000;

    private final String text;
    private final List<String> items = new ArrayList<>();
    private int at = 1;

    private ListLiteral(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException for anything that is not such a list, with one to {@link #LONGEST} items */
    static List<String> parse(String text) {
        if (text.length() < 3 || text.charAt(0) != '(' || text.charAt(text.length() - 1) != ')') {
            throw new IllegalArgumentException("not in parentheses");
        }
        ListLiteral literal = new ListLiteral(text);
        literal.read();
        return literal.items;
    }

    private void read() {
        int end = text.length() - 1;
        while (true) {
            items.add(at < end && text.charAt(at) == '"' ? quoted(end) : plain(end));
            if (items.size() > LONGEST) {
                throw new IllegalArgumentException("too long");
            }
            if (at == end) {
                return;
            }
            if (text.charAt(at++) != ',') {
                throw new IllegalArgumentException("no comma after a quote");
            }
        }
    }

    private String plain(int end) {
        int comma = text.indexOf(',', at);
        int stop = comma < 0 ? end : comma;
        String item = text.substring(at, stop);
        at = stop;
        return item;
    }

    private String quoted(int end) {
        StringBuilder item = new StringBuilder();
        for (at++; at < end; at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return item.toString();
            }
            item.append(c == '\\' && at + 1 < end ? text.charAt(++at) : c);
        }
        throw new IllegalArgumentException("a quote without an end");
    }
}
