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
 * What the document of a status page, of its widget, or of a subscription to it says before any script runs: to readers, who see the page
 * as it is now, to search engines, to previews of its link, and to programs that look for its feeds. Of a page with a password it says
 * nothing. A slug without a page is 404.
 */
@ApplicationScoped
public class StatusDocument {
    private static final Logger LOG = Logger.getLogger(StatusDocument.class.getName());
    private static final long MOST_BYTES = 16_000_000;
    private static final String PAGE = "/status.html";
    private static final String TITLE = "<title>Status</title>";
    private static final String DESCRIPTION = "Live status of our services";
    private static final String END = "  </head>";
    private static final String ENGLISH = "<html lang=\"en\">";
    private static final String WAITING = "<p class=\"boot\" role=\"status\">Loading status page…</p>";
    private static final String WITHOUT_SCRIPTS = "JavaScript is required to show the live status.";
    /** Instead, where the document shows the page; and without a script that has begun, after a while. */
    static final String NOT_LIVE = "This page is not being updated. Reload it for the current status.";

    /** What the script would fetch first; it is read as text, and not run. */
    private static final String ANSWERS = "\n    <script id=\"first-answers\" type=\"application/json\">%s</script>";

    /**
     * Of a document without them, what the script asks for first, fetched while it is loaded. Not of a page with a password, which the
     * browser does not know yet.
     */
    private static final String DATA =
            "    <link rel=\"preload\" href=\"/v1/status/%s?states=full\" as=\"fetch\" crossorigin />\n";

    /** The elements of the page, of the widget and of the subscription, which are given the name of the page: an address of its own does not have it. */
    private static final Pattern ELEMENT = Pattern.compile("<(hg-status-(?:page|widget|subscription))>");

    private final Cache<String, Asset> made = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((String parts, Asset document) -> 2 * (parts.length() + document.body().length))
            .executor(Runnable::run)
            .build();

    @Inject
    private PageReads pages;

    @Inject
    private StatusPageRenderer renderer;

    @Inject
    private PublicUrl address;

    /** What is said of one page. @param content of its element, and the words below it, in a language; null: nothing is shown yet */
    private record Words(String title, String description, String head, StatusPageRenderer.Content content) {
        Words(String title) {
            this(title, DESCRIPTION, "", null);
        }
    }

    /** The document that a request below {@code /status} asks for: the page itself, or a document about it. */
    static String name(HttpServletRequest request) {
        String path = request.getPathInfo();
        boolean isOther = path != null && path.matches("/[a-z0-9-]+/(widget|subscription)");
        return isOther ? path.replaceFirst("^.*/", "/") + ".html" : PAGE;
    }

    /**
     * The document that is asked for.
     *
     * @param catalog with the words of the pages
     * @param plain   the document of all status pages, or of all widgets
     */
    Asset about(HttpServletRequest request, HttpServletResponse response, AssetCatalog catalog, Asset plain) {
        String path = request.getPathInfo();
        Optional<String> only = PageHosts.marked(request);
        String slug = only.orElseGet(() -> path == null ? "" : path.substring(1).replaceFirst("/.*", ""));
        Words words;
        try {
            Optional<PageReads.State> page = slug.isEmpty() ? Optional.empty() : pages.find(slug);
            if (page.isEmpty()) {
                response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            }
            words = page.map(found -> words(request, response, found.page(), catalog))
                    .orElseGet(() -> new Words("No such status page"));
        } catch (RuntimeException unknown) {
            // the script says what is wrong, and tries again
            LOG.log(Level.FINE, unknown, () -> "The document of a status page says nothing about it");
            words = new Words("Status");
        }
        return document(plain, slug, words);
    }

    private Words words(HttpServletRequest request, HttpServletResponse response, PageView page, AssetCatalog catalog) {
        boolean isOther = !name(request).equals(PAGE);
        StatusPageRenderer.Content content = null;
        if (!page.protectedPage() && !isOther) {
            response.addHeader("Vary", "Accept-Language");
            content =
                    renderer.render(page, Translations.choose(request), catalog).orElse(null);
        }
        return new Words(
                page.protectedPage() ? "Status" : page.name(),
                PreviewTags.description(page),
                head(request, page, isOther, content),
                content);
    }

    private Asset document(Asset plain, String slug, Words words) {
        return made.get(
                plain.tag() + "\n" + slug + "\n" + words,
                any -> Asset.of(plain.contentType(), insert(plain, slug, words).getBytes(StandardCharsets.UTF_8)));
    }

    private String head(
            HttpServletRequest request, PageView page, boolean isOther, StatusPageRenderer.Content content) {
        if (page.protectedPage() || isOther) {
            return "    <meta name=\"robots\" content=\"noindex\" />\n";
        }
        boolean hasData = content != null && !content.data().isEmpty();
        return (hasData ? "" : DATA.formatted(MarkupEncoder.encode(page.slug())))
                + new PreviewTags(page, PageAddress.of(page, address.of(request))).html();
    }

    private static String insert(Asset plain, String slug, Words words) {
        String element = "<$1 slug=\"" + Matcher.quoteReplacement(MarkupEncoder.encode(slug)) + "\">";
        String text = ELEMENT.matcher(new String(plain.body(), StandardCharsets.UTF_8))
                .replaceFirst(element)
                .replace(TITLE, "<title>" + MarkupEncoder.encode(words.title()) + "</title>")
                .replace(DESCRIPTION, MarkupEncoder.encode(words.description()))
                .replace(END, words.head() + END);
        StatusPageRenderer.Content content = words.content();
        return content == null
                ? text
                : text.replace(ENGLISH, "<html lang=\"" + content.language() + "\">")
                        .replace(WITHOUT_SCRIPTS, MarkupEncoder.encode(content.notLive()))
                        .replace(
                                WAITING,
                                content.html() + (content.data().isEmpty() ? "" : ANSWERS.formatted(content.data())));
    }
}
