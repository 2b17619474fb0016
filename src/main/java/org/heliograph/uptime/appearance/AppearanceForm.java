package org.heliograph.uptime.appearance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.heliograph.rest.FieldReader;
import org.heliograph.uptime.page.Appearance;
import org.heliograph.uptime.page.StatusPage;

/** Reads the fields of a page's appearance from a body. Null removes what it names. */
@ApplicationScoped
public class AppearanceForm {
    private static final String LOGO = "logo";
    private static final int LONGEST_INTRO = 2000;
    private static final int LONGEST_FOOTER = 1000;
    /** Base64 has four characters for three bytes. */
    private static final int LONGEST_LOGO = LogoFile.LARGEST_KIB * 1024 / 3 * 4 + 8;

    @Inject
    private LogoRepository logos;

    /** Takes the fields that were sent into a page, in the caller's transaction; problems are reported to the form. */
    public void fill(StatusPage page, FieldReader form) {
        Appearance look = page.getAppearance();
        look = look.withIntro(text(form, "intro", LONGEST_INTRO, look.intro()));
        look = look.withFooter(text(form, "footer", LONGEST_FOOTER, look.footer()));
        look = look.withAccentLight(color(form, "accentLight", AccentColor.LIGHT, look.accentLight()));
        look = look.withAccentDark(color(form, "accentDark", AccentColor.DARK, look.accentDark()));
        page.setAppearance(look.withLogo(logo(page, form, look.logo())));
    }

    private static String text(FieldReader form, String name, int longest, String before) {
        return form.cleared(name) ? null : form.text(name, longest).orElse(before);
    }

    private static String color(FieldReader form, String name, AccentColor accent, String before) {
        if (form.cleared(name)) {
            return null;
        }
        Optional<String> sent = form.matching(name, AccentColor.FORM.asMatchPredicate(), "a colour such as #0f5f7d");
        sent.flatMap(accent::problem).ifPresent(problem -> form.wrong(name + " " + problem));
        return sent.orElse(before);
    }

    private Appearance.Logo logo(StatusPage page, FieldReader form, Appearance.Logo before) {
        if (form.cleared(LOGO)) {
            logos.delete(page.getId());
            return null;
        }
        Optional<String> sent = form.secret(LOGO, 1, LONGEST_LOGO);
        if (sent.isEmpty()) {
            return before;
        }
        try {
            LogoFile file = LogoFile.parse(sent.get());
            logos.replace(page.getId(), file);
            return file.logo();
        } catch (IllegalArgumentException refused) {
            form.wrong(LOGO + " " + refused.getMessage());
            return before;
        }
    }
}
