package org.heliograph.uptime.page;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import org.heliograph.json.JsonText;

/**
 * How a page looks, apart from what it shows. Each part may be null.
 *
 * @param intro       the text above the state, in Markdown
 * @param footer      the text at the end, in Markdown
 * @param accentLight the colour of links and of the edge on the light page, as {@code #rrggbb}
 * @param accentDark  the same on the dark page
 */
public record Appearance(String intro, String footer, String accentLight, String accentDark, Logo logo) {
    public static final Appearance NONE = new Appearance(null, null, null, null, null);

    private static final String LOGO = "logo";

    /**
     * The picture beside the name of a page.
     *
     * @param name of its file: the digest of the content and its format, so that it never changes
     */
    public record Logo(String name, int width, int height) {
        /** The path below the root of the server. */
        public String path() {
            return "/v1/logos/" + name;
        }

        private JsonObjectBuilder json() {
            return JsonText.object().add("name", name).add("width", width).add("height", height);
        }
    }

    /** @param stored what {@link #stored} made; null for none */
    static Appearance parse(String stored) {
        if (stored == null) {
            return NONE;
        }
        JsonObject json = JsonText.parse(stored);
        JsonObject logo = json.containsKey(LOGO) ? json.getJsonObject(LOGO) : null;
        return new Appearance(
                json.getString("intro", null),
                json.getString("footer", null),
                json.getString("accentLight", null),
                json.getString("accentDark", null),
                logo == null ? null : new Logo(logo.getString("name"), logo.getInt("width"), logo.getInt("height")));
    }

    /** As the database has it; null for none. */
    String stored() {
        JsonObjectBuilder json = JsonText.object();
        describe(json);
        if (logo != null) {
            json.add(LOGO, logo.json());
        }
        JsonObject stored = json.build();
        return stored.isEmpty() ? null : stored.toString();
    }

    /** Adds the texts and colours that there are. */
    public void describe(JsonObjectBuilder json) {
        add(json, "intro", intro);
        add(json, "footer", footer);
        add(json, "accentLight", accentLight);
        add(json, "accentDark", accentDark);
    }

    /** As readers of the page get it. */
    public JsonObject json() {
        JsonObjectBuilder json = JsonText.object();
        describe(json);
        if (logo != null) {
            json.add(
                    LOGO,
                    JsonText.object()
                            .add("url", logo.path())
                            .add("width", logo.width())
                            .add("height", logo.height()));
        }
        return json.build();
    }

    private static void add(JsonObjectBuilder json, String name, String value) {
        if (value != null) {
            json.add(name, value);
        }
    }

    public Appearance withIntro(String text) {
        return new Appearance(text, footer, accentLight, accentDark, logo);
    }

    public Appearance withFooter(String text) {
        return new Appearance(intro, text, accentLight, accentDark, logo);
    }

    /** @param light as {@code #rrggbb}; null for none */
    public Appearance withAccentLight(String light) {
        return new Appearance(intro, footer, lower(light), accentDark, logo);
    }

    /** @param dark as {@code #rrggbb}; null for none */
    public Appearance withAccentDark(String dark) {
        return new Appearance(intro, footer, accentLight, lower(dark), logo);
    }

    public Appearance withLogo(Logo other) {
        return new Appearance(intro, footer, accentLight, accentDark, other);
    }

    private static String lower(String color) {
        return color == null ? null : color.toLowerCase(Locale.ROOT);
    }
}
