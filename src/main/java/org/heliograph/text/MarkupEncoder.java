package org.heliograph.text;

/** Writes texts of users into HTML, XML and SVG, so that nothing in them is markup. */
public final class MarkupEncoder {
    private MarkupEncoder() {}

    /** A text for the content of an element, or for an attribute's value in quotation marks. */
    public static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        TextCleaner.xml(text).codePoints().forEach(point -> {
            switch (point) {
                case '&' -> encoded.append("&amp;");
                case '<' -> encoded.append("&lt;");
                case '>' -> encoded.append("&gt;");
                case '"' -> encoded.append("&quot;");
                case '\'' -> encoded.append("&#39;");
                default -> encoded.appendCodePoint(point);
            }
        });
        return encoded.toString();
    }
}
