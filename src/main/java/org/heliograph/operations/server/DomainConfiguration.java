package org.heliograph.operations.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** The part of a {@code domain.xml} of Payara that holds for one instance. Attributes that have their default are not in it. */
final class DomainConfiguration {
    private final Element config;

    private DomainConfiguration(Element config) {
        this.config = config;
    }

    /**
     * Reads the configuration of an instance.
     *
     * @throws UnreadableException when there is none
     */
    static DomainConfiguration read(Path file, String instance) {
        try {
            DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
            parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder parser = parsers.newDocumentBuilder();
            // the default one writes to the console
            parser.setErrorHandler(new DefaultHandler());
            Document document;
            try (InputStream input = Files.newInputStream(file)) {
                document = parser.parse(input);
            }
            String name = elements(document.getDocumentElement(), "server")
                    .filter(named(instance))
                    .map(server -> server.getAttribute("config-ref"))
                    .findFirst()
                    .orElse("server-config");
            return elements(document.getDocumentElement(), "config")
                    .filter(named(name))
                    .findFirst()
                    .map(DomainConfiguration::new)
                    .orElseThrow(() -> new UnreadableException(name + " in " + file, null));
        } catch (IOException | SAXException | ParserConfigurationException | RuntimeException failed) {
            throw failed instanceof UnreadableException known
                    ? known
                    : new UnreadableException(file.toString(), failed);
        }
    }

    private static Predicate<Element> named(String name) {
        return element -> element.getAttribute("name").equals(name);
    }

    private static Stream<Element> elements(Element parent, String tag) {
        NodeList found = parent.getElementsByTagName(tag);
        return IntStream.range(0, found.getLength()).mapToObj(found::item).map(Element.class::cast);
    }

    /** All elements of a kind, as {@code network-listener}. */
    List<Element> all(String tag) {
        return elements(config, tag).toList();
    }

    /** The element of a kind with that name. */
    Optional<Element> one(String tag, String name) {
        return elements(config, tag).filter(named(name)).findFirst();
    }

    /** An attribute of the first element of a kind; empty when it has its default. */
    Optional<String> attribute(String tag, String attribute) {
        return elements(config, tag).findFirst().flatMap(element -> attribute(element, attribute));
    }

    /** Empty when it has its default. */
    static Optional<String> attribute(Element element, String attribute) {
        return element.hasAttribute(attribute) ? Optional.of(element.getAttribute(attribute)) : Optional.empty();
    }

    /** Whether a part of the server is on: parts are unless they say {@code enabled="false"}. */
    static boolean isEnabled(Element element) {
        return !"false".equals(element.getAttribute("enabled"));
    }
}
