package org.heliograph.text;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * Texts of status pages, which are written in a part of CommonMark: paragraphs, emphasis, code, lists and links. A line that ends is a line that
 * ends, as in texts that were written before. HTML is text, pictures are their descriptions, and links lead to http, https and mailto only.
 * The pages themselves render the same in the browser (webapp/app/status/appearance.js).
 */
public final class MarkdownRenderer {
    private static final Parser PARSER =
            Parser.builder().enabledBlockTypes(Set.of(ListBlock.class)).build();

    private static final HtmlRenderer HTML = HtmlRenderer.builder()
            .escapeHtml(true)
            .softbreak("<br />\n")
            .attributeProviderFactory(context -> MarkdownRenderer::attributes)
            .build();

    private static final TextContentRenderer PLAIN = TextContentRenderer.builder()
            .lineBreakRendering(LineBreakRendering.STRIP)
            .build();

    private static final TextContentRenderer LINES = TextContentRenderer.builder()
            .lineBreakRendering(LineBreakRendering.COMPACT)
            .build();

    private static final Pattern SAFE = Pattern.compile("(?i)(?:https?://|mailto:).+");
    /** An address in a text; what ends a sentence is no part of it. */
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;:!?'()\\[\\]*_]");

    /** The beginning of an entity of HTML, which is text here. */
    private static final Pattern ENTITY = Pattern.compile("&(?=#?[0-9A-Za-z]{1,32};)");

    private MarkdownRenderer() {}

    /** As HTML, in which nothing but these elements is markup: p, br, em, strong, code, ul, ol, li and a. */
    public static String html(String markdown) {
        return HTML.render(parse(markdown, true)).strip();
    }

    /** The words alone, in one line. @param longest in characters; what is longer is cut, with an ellipsis */
    public static String plain(String markdown, int longest) {
        String line = TextCleaner.line(PLAIN.render(parse(markdown, false)), longest + 1);
        return line.length() > longest ? TextCleaner.line(line, longest - 1).strip() + '…' : line;
    }

    /** The words alone, in the lines of the text; those of a list begin with their mark. */
    public static String lines(String markdown) {
        return LINES.render(parse(markdown, false)).strip();
    }

    private static Node parse(String markdown, boolean links) {
        String text = ENTITY.matcher(TextCleaner.xml(markdown)).replaceAll("&amp;");
        Node document = PARSER.parse(text);
        document.accept(new Sanitizer(links));
        return document;
    }

    private static void attributes(Node node, String tag, Map<String, String> attributes) {
        if (node instanceof Link) {
            attributes.remove("title");
            attributes.put("rel", "noopener nofollow");
        }
    }

    /** Replaces what is not offered by its text, and makes links of addresses. */
    private static final class Sanitizer extends AbstractVisitor {
        private final boolean offersLinks;
        private int links;

        Sanitizer(boolean offersLinks) {
            this.offersLinks = offersLinks;
        }

        @Override
        public void visit(Link link) {
            boolean safe = offersLinks && SAFE.matcher(link.getDestination()).matches();
            links += safe ? 1 : 0;
            visitChildren(link);
            links -= safe ? 1 : 0;
            if (!safe) {
                unwrap(link);
            }
        }

        @Override
        public void visit(Image image) {
            visitChildren(image);
            unwrap(image);
        }

        private static void unwrap(Node node) {
            while (node.getFirstChild() != null) {
                node.insertBefore(node.getFirstChild());
            }
            node.unlink();
        }

        @Override
        public void visit(Text text) {
            if (links > 0 || !offersLinks) {
                return;
            }
            String literal = text.getLiteral();
            Matcher address = ADDRESS.matcher(literal);
            int end = 0;
            while (address.find()) {
                text.insertBefore(new Text(literal.substring(end, address.start())));
                Link link = new Link(address.group(), null);
                link.appendChild(new Text(address.group()));
                text.insertBefore(link);
                end = address.end();
            }
            if (end > 0) {
                text.setLiteral(literal.substring(end));
            }
        }
    }
}
