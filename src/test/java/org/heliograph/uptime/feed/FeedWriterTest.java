package org.heliograph.uptime.feed;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.heliograph.uptime.notice.NoticeType;
import org.heliograph.uptime.page.Appearance;
import org.heliograph.uptime.page.PageView;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Feeds and calendars of the same notices, as their readers understand them. */
class FeedWriterTest {
    private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");
    private static final String LINK = "https://status.example.org/status/shop";
    private static final PageView PAGE =
            new PageView("p", "shop", "Shop & <Co>", false, false, List.of(), List.of(), Appearance.NONE, null, false);
    private static final String HOSTILE = "Line <b>one</b>\\n]]>&amp; \\u0001\\ud800; two, three\\\\";

    private final List<JsonObject> incidents = List.of(json("{'id':'i1','title':'Slow <script>','status':'resolved',"
            + "'severity':'major','created_at':'2026-11-26T10:00:00.000Z','updated_at':'2026-11-26T11:00:00.000Z',"
            + "'resolved_at':'2026-11-26T11:00:00.000Z','updates':["
            + "{'id':'00000000-0000-0000-0000-000000000001','status':'investigating','message':'" + HOSTILE
            + "','created_at':'2026-11-26T10:00:00.000Z'},"
            + "{'id':'00000000-0000-0000-0000-000000000002','status':'resolved','message':'It works.',"
            + "'created_at':'2026-11-26T11:00:00.000Z'}]}"));
    private final List<JsonObject> maintenances = List.of(json("{'id':'m1','title':'New discs','status':'in_progress',"
            + "'scheduled_start':'2026-11-28T22:00:00.000Z','scheduled_end':'2026-11-28T23:30:00.000Z',"
            + "'created_at':'2026-11-26T10:30:00.000Z','updated_at':'2026-11-26T10:30:00.000Z','updates':["
            + "{'id':'00000000-0000-0000-0000-000000000003','status':'in_progress','message':'We begin.',"
            + "'created_at':'2026-11-26T10:30:00.000Z'}]}"));

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
    }

    private List<FeedEntry> entries() {
        return FeedEntry.newest(incidents, maintenances);
    }

    private static Document parse(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(Document document, String name) {
        var found = document.getElementsByTagNameNS("*", name);
        return java.util.stream.IntStream.range(0, found.getLength())
                .mapToObj(i -> found.item(i).getTextContent())
                .toList();
    }

    @Test
    void eachUpdateIsAnEntryNewestFirst() {
        assertThat(entries())
                .extracting(FeedEntry::title)
                .containsExactly("Resolved: Slow <script>", "In progress: New discs", "Investigating: Slow <script>");
        assertThat(entries().get(1).html())
                .isEqualTo("<p>We begin.</p><p>Scheduled from 2026-11-28 22:00 to 2026-11-28 23:30 UTC</p>");
    }

    @Test
    void atomHasTheEntriesAndNoMarkupOfUsers() throws Exception {
        Document feed = parse(new FeedWriter(PAGE, LINK).atom(LINK + "/self", entries(), NOW));

        assertThat(texts(feed, "title").get(0)).isEqualTo("Shop & <Co> – incidents and maintenances");
        assertThat(texts(feed, "updated").get(0)).isEqualTo("2026-11-26T11:00:00Z");
        assertThat(texts(feed, "id")).contains(LINK + "/self", "urn:uuid:00000000-0000-0000-0000-000000000002");
        assertThat(texts(feed, "content").get(2))
                .isEqualTo("<p>Line &lt;b&gt;one&lt;/b&gt;<br />\n]]&gt;&amp;amp; \uFFFD\uFFFD; two, three\\</p>"
                        + "<p>Severity: major</p>");
        assertThat(((Element) feed.getElementsByTagNameNS("*", "link").item(0)).getAttribute("rel"))
                .isEqualTo("self");
    }

    @Test
    void rssHasTheSameEntries() throws Exception {
        Document feed = parse(new FeedWriter(PAGE, LINK).rss(LINK + "/self", entries(), NOW));

        assertThat(texts(feed, "guid"))
                .containsExactly(
                        "urn:uuid:00000000-0000-0000-0000-000000000002",
                        "urn:uuid:00000000-0000-0000-0000-000000000003",
                        "urn:uuid:00000000-0000-0000-0000-000000000001");
        assertThat(texts(feed, "pubDate").get(0)).isEqualTo("Thu, 26 Nov 2026 11:00:00 GMT");
    }

    @Test
    void feedWithoutEntriesIsValidAndSaysWhenItWasRead() throws Exception {
        Document feed = parse(new FeedWriter(PAGE, LINK).atom(LINK + "/self", List.of(), NOW));

        assertThat(texts(feed, "updated")).containsExactly("2026-11-27T08:00:00Z");
        assertThat(texts(feed, "entry")).isEmpty();
    }

    @Test
    void feedEndsAtFiftyEntries() {
        JsonObject many = json("{'title':'t','severity':'minor','updates':["
                + "{'id':'u','status':'monitoring','message':'m','created_at':'2026-11-26T10:00:00Z'},".repeat(60)
                + "{'id':'u','status':'resolved','message':'m','created_at':'2026-11-26T11:00:00Z'}]}");

        assertThat(FeedEntry.newest(List.of(many), List.of()))
                .hasSize(50)
                .first()
                .extracting(FeedEntry::title)
                .isEqualTo("Resolved: t");
    }

    @Test
    void calendarHasAnEventForEachNotice() {
        CalendarWriter calendar = new CalendarWriter(PAGE, LINK);
        calendar.add(NoticeType.INCIDENT, incidents);
        calendar.add(NoticeType.MAINTENANCE, maintenances);
        String text = calendar.end();

        assertThat(text.split("\r\n")).allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 75);
        assertThat(text.replace("\r\n ", "").split("\r\n"))
                .startsWith("BEGIN:VCALENDAR", "VERSION:2.0")
                .contains(
                        "X-WR-CALNAME:Shop & <Co>",
                        "UID:i1@heliograph",
                        "DTSTART:20261126T100000Z",
                        "DTEND:20261126T110000Z",
                        "SEQUENCE:1",
                        "DESCRIPTION:Resolved: It works.\\n\\nInvestigating: Line <b>one</b>\\n]]>&amp\\; \uFFFD\uFFFD\\; two\\, three\\\\",
                        "UID:m1@heliograph",
                        "DTSTART:20261128T220000Z",
                        "DTEND:20261128T233000Z",
                        "CATEGORIES:MAINTENANCE",
                        "STATUS:CONFIRMED")
                .endsWith("END:VEVENT", "END:VCALENDAR");
    }

    @Test
    void calendarDescribesWithoutMarkup() {
        CalendarWriter calendar = new CalendarWriter(PAGE, LINK);
        calendar.add(
                NoticeType.INCIDENT,
                List.of(
                        json(
                                "{'id':'i','title':'Slow','status':'investigating',"
                                        + "'created_at':'2026-11-26T10:00:00Z','updated_at':'2026-11-26T10:00:00Z','updates':["
                                        + "{'status':'investigating','message':'**Slow** since *ten*:\\n- [shop](https://acme.test)\\n- till'}]}")));

        assertThat(calendar.end().replace("\r\n ", ""))
                .contains("DESCRIPTION:Investigating: Slow since ten:\\n- shop\\n- till\r\n");
    }

    @Test
    void calendarFoldsBetweenCharacters() {
        CalendarWriter calendar = new CalendarWriter(PAGE, LINK);
        String title = "ä😀".repeat(50);
        calendar.add(
                NoticeType.INCIDENT,
                List.of(json("{'id':'i','title':'" + title + "','status':'investigating',"
                        + "'created_at':'2026-11-26T10:00:00Z','updated_at':'2026-11-26T10:00:00Z','updates':[]}")));
        String text = calendar.end();

        assertThat(text.split("\r\n")).allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 75);
        assertThat(text.replace("\r\n ", ""))
                .contains("SUMMARY:" + title + "\r\n")
                .doesNotContain("DTEND");
    }
}
