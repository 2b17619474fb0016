package org.heliograph.uptime.feed;

import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.heliograph.text.TextCleaner;
import org.heliograph.uptime.page.PageView;

/** Writes the feed of a page, as Atom (RFC 4287) or as RSS 2.0. */
final class FeedWriter {
    private static final String ATOM = "http://www.w3.org/2005/Atom";

    private final PageView page;
    private final String link;
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    /** @param link the address of the page for its readers */
    FeedWriter(PageView page, String link) throws XMLStreamException {
        this.page = page;
        this.link = link;
        xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    }

    /**
     * @param self    the address of the feed
     * @param entries newest first
     * @param none    when the feed changed if it has no entry
     */
    String atom(String self, List<FeedEntry> entries, Instant none) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("feed");
        xml.writeDefaultNamespace(ATOM);
        element("id", self);
        element("title", title());
        element("updated", updated(entries, none).toString());
        atomLink("self", self);
        atomLink("alternate", link);
        xml.writeStartElement("author");
        element("name", page.name());
        xml.writeEndElement();
        for (FeedEntry entry : entries) {
            xml.writeStartElement("entry");
            element("id", "urn:uuid:" + entry.id());
            element("title", entry.title());
            element("published", entry.published().toString());
            element("updated", entry.published().toString());
            atomLink("alternate", link);
            xml.writeStartElement("content");
            xml.writeAttribute("type", "html");
            xml.writeCharacters(entry.html());
            xml.writeEndElement();
            xml.writeEndElement();
        }
        return end();
    }

    /** @param self the address of the feed @param entries newest first @param none as for Atom */
    String rss(String self, List<FeedEntry> entries, Instant none) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("rss");
        xml.writeAttribute("version", "2.0");
        xml.writeNamespace("atom", ATOM);
        xml.writeStartElement("channel");
        element("title", title());
        element("link", link);
        element("description", "Incidents and maintenances of " + page.name());
        element("lastBuildDate", rfc822(updated(entries, none)));
        xml.writeEmptyElement("atom", "link", ATOM);
        xml.writeAttribute("rel", "self");
        xml.writeAttribute("href", self);
        xml.writeAttribute("type", "application/rss+xml");
        for (FeedEntry entry : entries) {
            xml.writeStartElement("item");
            element("title", entry.title());
            element("link", link);
            xml.writeStartElement("guid");
            xml.writeAttribute("isPermaLink", "false");
            xml.writeCharacters("urn:uuid:" + entry.id());
            xml.writeEndElement();
            element("pubDate", rfc822(entry.published()));
            element("description", entry.html());
            xml.writeEndElement();
        }
        xml.writeEndElement();
        return end();
    }

    private String end() throws XMLStreamException {
        xml.writeEndElement();
        xml.writeEndDocument();
        return text.toString();
    }

    private String title() {
        return page.name() + " – incidents and maintenances";
    }

    private void atomLink(String relation, String address) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("href", address);
    }

    private void element(String name, String content) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(TextCleaner.xml(content));
        xml.writeEndElement();
    }

    private static Instant updated(List<FeedEntry> entries, Instant none) {
        return entries.isEmpty() ? none : entries.get(0).published();
    }

    private static String rfc822(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
    }
}
