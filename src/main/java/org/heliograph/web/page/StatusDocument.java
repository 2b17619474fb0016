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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heliograph.rest.PublicUrl;
import org.heliograph.text.MarkupEncoder;
import org.heliograph.uptime.host.PageHosts;
import org.heliograph.uptime.page.PageAddress;
import org.heliograph.uptime.page.PageReads;
import org.heliograph.uptime.page.PageView;

/**
 * What the document of a status page, of its widget, or of a subscription to it says before any script runs: to search engines, to previews of its link, and to programs
 * that look for its feeds. Of a page with a password it says nothing. A slug without a page is 404.
 */
@ApplicationScoped
public class StatusDocument {
    private static final Logger LOG = Logger.getLogger(StatusDocument.class.getName());
    private static final int KEPT = 200;
    private static final String PAGE = "/status.html";
    private static final String TITLE = "<title>Status</title>";
    private static final String DESCRIPTION = "Live status of our services";
    private static final String END = "  </head>";
    /** What the script asks for first, fetched while it is loaded. Not of a page with a password, which the browser does not know yet. */
    private static final String DATA =
            "    <link rel=\"preload\" href=\"/v1/status/%s?states=full\" as=\"fetch\" crossorigin />\n";

    /** The elements of the page, of the widget and of the subscription, which are given the name of the page: an address of its own does not have it. */
    private static final Pattern ELEMENT = Pattern.compile("<(hg-status-(?:page|widget|subscription))>");

    private final Cache<String, Asset> made =
            Caffeine.newBuilder().maximumSize(KEPT).executor(Runnable::run).build();

    @Inject
    private PageReads pages;

    @Inject
    private PublicUrl address;

    /** The document that a request below {@code /status} asks for: the page itself, or a document about it. */
    static String name(HttpServletRequest request) {
        String path = request.getPathInfo();
        boolean isOther = path != null && path.matches("/[a-z0-9-]+/(widget|subscription)");
        return isOther ? path.replaceFirst("^.*/", "/") + ".html" : PAGE;
    }

    /** @param plain the document of all status pages, or of all widgets @return that of the one that is asked for */
    Asset about(HttpServletRequest request, HttpServletResponse response, Asset plain) {
        String path = request.getPathInfo();
        Optional<String> only = PageHosts.marked(request);
        String slug = only.orElseGet(() -> path == null ? "" : path.substring(1).replaceFirst("/.*", ""));
        Optional<PageView> page;
        try {
            page = slug.isEmpty() ? Optional.empty() : pages.find(slug);
        } catch (RuntimeException unknown) {
            // the script says what is wrong, and tries again
            LOG.log(Level.FINE, unknown, () -> "The document of a status page says nothing about it");
            return document(plain, slug, "Status", DESCRIPTION, "");
        }
        if (page.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
        String title = page.filter(found -> !found.protectedPage())
                .map(PageView::name)
                .orElse(page.isEmpty() ? "No such status page" : "Status");
        String head = page.map(found -> head(request, found, !name(request).equals(PAGE)))
                .orElse("");
        String description = page.map(PreviewTags::description).orElse(DESCRIPTION);
        return document(plain, slug, title, description, head);
    }

    private Asset document(Asset plain, String slug, String title, String description, String head) {
        return made.get(
                String.join("\n", plain.tag(), slug, title, description, head),
                any -> Asset.of(
                        plain.contentType(),
                        insert(plain, slug, title, description, head).getBytes(StandardCharsets.UTF_8)));
    }

    private String head(HttpServletRequest request, PageView page, boolean isOther) {
        if (page.protectedPage() || isOther) {
            return "    <meta name=\"robots\" content=\"noindex\" />\n";
        }
        return DATA.formatted(MarkupEncoder.encode(page.slug()))
                + new PreviewTags(page, PageAddress.of(page, address.of(request))).html();
    }

    private static String insert(Asset plain, String slug, String title, String description, String head) {
        String text = new String(plain.body(), StandardCharsets.UTF_8);
        String element = "<$1 slug=\"" + Matcher.quoteReplacement(MarkupEncoder.encode(slug)) + "\">";
        return ELEMENT.matcher(text)
                .replaceFirst(element)
                .replace(TITLE, "<title>" + MarkupEncoder.encode(title) + "</title>")
                .replace(DESCRIPTION, MarkupEncoder.encode(description))
                .replace(END, head + END);
    }
}
