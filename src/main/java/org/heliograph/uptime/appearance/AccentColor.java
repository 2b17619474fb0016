package org.heliograph.uptime.appearance;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The colour of links on a page, which must be legible: WCAG 2.2 asks for a contrast of 4.5 to 1 (level AA).
 *
 * @param theme  {@code light} or {@code dark}, in messages
 * @param ground the one of the theme's backgrounds that differs least from its texts (style/tokens.css)
 * @param limit  towards which a colour of too little contrast is changed: 0 is black, 255 is white
 */
record AccentColor(String theme, int ground, int limit) {
    static final AccentColor LIGHT = new AccentColor("light", 0xf4f2ed, 0);
    static final AccentColor DARK = new AccentColor("dark", 0x182b36, 255);

    static final Pattern FORM = Pattern.compile("#[0-9a-fA-F]{6}");

    private static final double LEAST = 4.5;
    private static final int STEPS = 100;
    private static final int RADIX = 16;

    /** What is wrong with a colour, with the nearest shade that is legible; empty when it is. @param color as {@code #rrggbb} */
    Optional<String> problem(String color) {
        int rgb = Integer.parseInt(color.substring(1), RADIX);
        double contrast = contrast(rgb, ground);
        if (contrast >= LEAST) {
            return Optional.empty();
        }
        // rounded down, so that 4.49 is not called enough
        return Optional.of(String.format(
                Locale.ROOT,
                "%s has a contrast of %.1f to 1 on the %s page, and legible text needs %.1f (WCAG AA); the nearest shade that has it is #%06x",
                color,
                Math.floor(contrast * 10) / 10,
                theme,
                LEAST,
                nearest(rgb)));
    }

    private int nearest(int rgb) {
        for (int step = 1; step < STEPS; step++) {
            int mixed = mix(rgb, step);
            if (contrast(mixed, ground) >= LEAST) {
                return mixed;
            }
        }
        return mix(rgb, STEPS);
    }

    private int mix(int rgb, int step) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int channel = rgb >> shift & 0xff;
            mixed |= channel + (limit - channel) * step / STEPS << shift;
        }
        return mixed;
    }

    /** The contrast of two colours, from 1 to 21 (WCAG 2.2, contrast ratio). */
    static double contrast(int one, int other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16 & 0xff) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
    }

    private static double linear(int channel) {
        double part = channel / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
