package org.heliograph.web.page;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.rest.PublicUrl;
import org.heliograph.text.MarkupEncoder;
import org.heliograph.uptime.page.PageReads;
import org.heliograph.uptime.page.PageView;

/**
 * What the document of a status page says before any script runs: to search engines, to previews of its link, and to programs that look for
 * its feeds. Of a page with a password it says nothing. A slug without a page is 404.
 */
@ApplicationScoped
public class StatusDocument {
    private static final Logger LOG = Logger.getLogger(StatusDocument.class.getName());
    private static final int KEPT = 200;
    private static final String TITLE = "<title>Status</title>";
    private static final String DESCRIPTION = "Live status of our services";
    private static final String END = "  </head>";

    private final Cache<String, Asset> made =
            Caffeine.newBuilder().maximumSize(KEPT).executor(Runnable::run).build();

    @Inject
    private PageReads pages;

    @Inject
    private PublicUrl address;

    /** @param plain the document of all status pages @return the document of the one that is asked for */
    Asset about(HttpServletRequest request, HttpServletResponse response, Asset plain) {
        String path = request.getPathInfo();
        // the first part of the path, as the script reads it
        String slug = path == null ? "" : path.substring(1).replaceFirst("/.*", "");
        Optional<PageView> page;
        try {
            page = slug.isEmpty() ? Optional.empty() : pages.find(slug);
        } catch (RuntimeException unknown) {
            // the script says what is wrong, and tries again
            LOG.log(Level.FINE, unknown, () -> "The document of a status page says nothing about it");
            return plain;
        }
        if (page.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
        String title = page.filter(found -> !found.protectedPage())
                .map(found -> MarkupEncoder.encode(found.name()))
                .orElse(page.isEmpty() ? "No such status page" : "Status");
        String head = page.map(found -> found.protectedPage()
                        ? "    <meta name=\"robots\" content=\"noindex\" />\n"
                        : links(address.of(request), found.slug(), title))
                .orElse("");
        boolean named = page.isPresent() && !title.equals("Status");
        return made.get(
                title + '\n' + head,
                any -> Asset.of(
                        plain.contentType(), insert(plain, title, head, named).getBytes(StandardCharsets.UTF_8)));
    }

    private static String insert(Asset plain, String title, String head, boolean named) {
        String text = new String(plain.body(), StandardCharsets.UTF_8);
        return text.replace(TITLE, "<title>" + title + "</title>")
                .replace(DESCRIPTION, named ? "Live status of " + title : DESCRIPTION)
                .replace(END, head + END);
    }

    /** @param name encoded */
    private static String links(String base, String slug, String name) {
        String data = "/v1/status/" + slug;
        return """
                    <meta property="og:type" content="website" />
                    <meta property="og:title" content="%1$s – status" />
                    <meta property="og:description" content="Live status of %1$s" />
                    <meta property="og:url" content="%2$s/status/%3$s" />
                    <link rel="canonical" href="%2$s/status/%3$s" />
                    <link rel="alternate" type="application/atom+xml" title="%1$s (Atom)" href="%4$s/feed.atom" />
                    <link rel="alternate" type="application/rss+xml" title="%1$s (RSS)" href="%4$s/feed.rss" />
                    <link rel="alternate" type="text/calendar" title="%1$s (calendar)" href="%4$s/calendar.ics" />
                """.formatted(name, MarkupEncoder.encode(base), slug, data);
    }
}
