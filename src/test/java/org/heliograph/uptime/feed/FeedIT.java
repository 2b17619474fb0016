package org.heliograph.uptime.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Server;
import org.heliograph.testing.StatusAdmin;
import org.junit.jupiter.api.Test;

class FeedIT {
    private final StatusAdmin admin = StatusAdmin.shared();
    private final Api anybody = Server.shared().api();

    private Answer get(String page, String file) {
        return anybody.get("/v1/status/" + page + "/" + file);
    }

    @Test
    void updatesAreInTheFeedsAndTheNoticesInTheCalendar() {
        String page = admin.page();
        String incident = admin.incident(page, "");
        Instant start = Instant.now().plus(Duration.ofDays(7));
        String maintenance = admin.maintenance(page, start, start.plus(Duration.ofHours(1)), "");
        admin.post("incidents/" + incident + "/updates", "{'status':'resolved','message':'It works again.'}");

        Answer atom = get(page, "feed.atom");

        assertThat(atom.status()).isEqualTo(200);
        assertThat(atom.header("Content-Type")).startsWith("application/atom+xml");
        assertThat(atom.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        assertThat(atom.text())
                .contains(
                        "Resolved: Trouble",
                        "It works again.",
                        "Investigating: Trouble",
                        "Scheduled: Work",
                        "href=\"" + Server.shared().uri("/status/" + page));
        assertThat(get(page, "feed.rss").text()).contains("<rss", "Resolved: Trouble", "Scheduled: Work");
        assertThat(get(page, "calendar.ics").text())
                .contains("UID:" + incident + "@heliograph", "UID:" + maintenance + "@heliograph");
    }

    @Test
    void badgesShowThePageTheMonitorAndItsUptime() {
        String monitor = admin.monitor("");
        String page = admin.page(monitor);
        String badge = "monitors/" + monitor + "/badge.";

        assertThat(get(page, badge + "json").json().getString("message")).isEqualTo("no data yet");
        assertThat(get(page, badge + "json?show=uptime30d").json().getString("message"))
                .isEqualTo("unknown");
        assertThat(get(page, badge + "svg").header("Content-Type")).startsWith("image/svg+xml");
        assertThat(get(page, badge + "svg").text()).startsWith("<svg").contains("no data yet");
        admin.put("incidents/" + admin.incident(page, ""), "{'severity':'critical'}");
        assertThat(get(page, "badge.json").json().getString("message")).isEqualTo("down");
    }

    @Test
    void whatIsNotOfferedIsRefused() {
        String monitor = admin.monitor("");
        String page = admin.page(monitor);

        assertThat(get(page, "feedxatom").status()).isEqualTo(404);
        assertThat(get(page, "feed.pdf").status()).isEqualTo(404);
        assertThat(get("missing-page", "feed.atom").status()).isEqualTo(404);
        assertThat(get(page, "monitors/other/badge.svg").status()).isEqualTo(404);
        assertThat(get(page, "groups/" + monitor + "/badge.svg").status()).isEqualTo(404);
        assertThat(get(page, "monitors/" + monitor + "/badge.svg?show=uptime2d").text())
                .contains("The parameter show must be status, uptime1h");
        admin.put("status-pages/" + page, "{'password':'open sesame'}");
        assertThat(get(page, "feed.atom").status()).isEqualTo(401);
        assertThat(get(page, "badge.svg").status()).isEqualTo(401);
    }

    @Test
    void documentNamesThePageAndItsFeedsUnlessItHasAPassword() {
        String page = admin.page();
        admin.put("status-pages/" + page, "{'name':'Shop <b>'}");

        Answer open = anybody.send("GET", "/status/" + page, null, "Accept-Language", "en");
        assertThat(open.status()).isEqualTo(200);
        assertThat(open.text())
                .contains(
                        "<title>Shop &lt;b&gt;</title>",
                        "property=\"og:title\" content=\"Shop &lt;b&gt; – status\"",
                        "type=\"application/atom+xml\"");
        assertThat(open.text()).contains("<html lang=\"en\">", "<h1>Shop &lt;b&gt;</h1>", "No services");
        Answer german = anybody.send("GET", "/status/" + page, null, "Accept-Language", "sv, de-AT;q=0.8, en;q=0.5");
        assertThat(anybody.send("GET", "/status/" + page, null, "Accept-Language", "{;q=x,,*-")
                        .text())
                .contains("<h1>Shop");
        assertThat(german.text()).contains("<html lang=\"de\">", "Keine Dienste");
        assertThat(anybody.get("/status/missing-page").status()).isEqualTo(404);
        assertThat(anybody.get("/status/missing-page").text()).contains("hg-status-page");
        admin.put("status-pages/" + page, "{'password':'open sesame'}");
        assertThat(anybody.get("/status/" + page).text()).doesNotContain("Shop").contains("noindex");
    }
}
