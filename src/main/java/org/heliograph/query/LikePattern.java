package org.heliograph.query;

/**
 * Patterns of {@code like}: {@code *} and {@code %} stand for anything, everything else for itself; a backslash takes the
 * meaning away from what follows. SQL's own underscore is no wildcard here, since machine names are full of them.
 */
final class LikePattern {
    /** Not the backslash: databases disagree on how to write that one. */
    static final char ESCAPE = '!';

    private LikePattern() {}

    /** The pattern as SQL has it, with {@link #ESCAPE}. */
    static String toSql(String pattern) {
        StringBuilder sql = new StringBuilder(pattern.length() + 8);
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '*' || c == '%') {
                sql.append('%');
                continue;
            }
            if (c == '\\' && i + 1 < pattern.length()) {
                c = pattern.charAt(++i);
            }
            if (c == '%' || c == '_' || c == ESCAPE) {
                sql.append(ESCAPE);
            }
            sql.append(c);
        }
        return sql.toString();
    }
}
