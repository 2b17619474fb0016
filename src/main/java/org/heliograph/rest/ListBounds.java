package org.heliograph.rest;

/** The parameters {@code limit} and {@code offset} of lists that are read by number. */
public final class ListBounds {
    private static final int MAX_LIMIT = 500;
    private static final int MAX_OFFSET = 1_000_000;

    private ListBounds() {}

    /** From 1 to {@value #MAX_LIMIT}. @throws ApiException 400 */
    public static int limit(String text) {
        return number("limit", text, 1, MAX_LIMIT);
    }

    /** From 0 to {@value #MAX_OFFSET}. @throws ApiException 400 */
    public static int offset(String text) {
        return number("offset", text, 0, MAX_OFFSET);
    }

    private static int number(String name, String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            // refused below
        }
        throw ApiException.badRequest(
                "The parameter " + name + " must be a whole number from " + least + " to " + most + ".");
    }
}
