package org.heliograph.web.page;

import java.util.Optional;
import org.heliograph.text.MarkdownRenderer;
import org.heliograph.text.MarkupEncoder;
import org.heliograph.uptime.page.PageAddress;
import org.heliograph.uptime.page.PageView;

/** The tags in the head of a page for previews of its link (Open Graph), search engines and readers of feeds. */
record PreviewTags(PageView page, PageAddress address) {
    private static final int LONGEST_DESCRIPTION = 200;

    /** The introduction in plain words, or else what every page is. Of a page with a password nothing. */
    static String description(PageView page) {
        if (page.protectedPage()) {
            return "Live status of our services";
        }
        return Optional.ofNullable(page.appearance().intro())
                .map(intro -> MarkdownRenderer.plain(intro, LONGEST_DESCRIPTION))
                .filter(words -> !words.isBlank())
                .orElse("Live status of " + page.name());
    }

    /** The whole as HTML. */
    String html() {
        return """
                    <meta property="og:type" content="website" />
                    <meta property="og:title" content="%1$s – status" />
                    <meta property="og:description" content="%2$s" />
                    <meta property="og:url" content="%3$s" />
                %5$s    <link rel="canonical" href="%3$s" />
                    <link rel="alternate" type="application/atom+xml" title="%1$s (Atom)" href="%4$s/feed.atom" />
                    <link rel="alternate" type="application/rss+xml" title="%1$s (RSS)" href="%4$s/feed.rss" />
                    <link rel="alternate" type="text/calendar" title="%1$s (calendar)" href="%4$s/calendar.ics" />
                """.formatted(
                        MarkupEncoder.encode(page.name()),
                        MarkupEncoder.encode(description(page)),
                        MarkupEncoder.encode(address.link()),
                        MarkupEncoder.encode("/v1/status/" + page.slug()),
                        image());
    }

    private String image() {
        var logo = page.appearance().logo();
        return logo == null
                ? ""
                : """
                    <meta property="og:image" content="%s" />
                    <meta property="og:image:width" content="%s" />
                    <meta property="og:image:height" content="%s" />
                """.formatted(MarkupEncoder.encode(address.base() + logo.path()), logo.width(), logo.height());
    }
}
