package org.heliograph.uptime.appearance;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.Base64;
import org.heliograph.json.JsonText;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Server;
import org.heliograph.testing.StatusAdmin;
import org.junit.jupiter.api.Test;

class AppearanceIT {
    /** A picture of one pixel. */
    private static final String GIF = "R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";

    private final StatusAdmin admin = StatusAdmin.shared();
    private final Api anybody = Server.shared().api();
    private final String page = admin.page();

    private Answer change(String fields) {
        return admin.put("status-pages/" + page, "{" + fields + "}");
    }

    private JsonObject read() {
        return anybody.get("/v1/status/" + page).json();
    }

    @Test
    void readersGetTheTextsColoursAndLogo() {
        assertThat(read()).doesNotContainKey("appearance");

        assertThat(change("'intro':' **Acme** runs [shops](https://acme.test/). ','footer':'Call us.',"
                                + "'accentLight':'#0F5F7D','accentDark':'#7cc7e3','logo':'" + GIF + "'")
                        .status())
                .isEqualTo(200);

        JsonObject look = read().getJsonObject("appearance");
        String logo = look.getJsonObject("logo").getString("url");
        assertThat(look)
                .hasToString("{\"intro\":\"**Acme** runs [shops](https://acme.test/).\",\"footer\":\"Call us.\","
                        + "\"accentLight\":\"#0f5f7d\",\"accentDark\":\"#7cc7e3\",\"logo\":{\"url\":\"" + logo
                        + "\",\"width\":1,\"height\":1}}");
        assertThat(admin.get("status-pages/" + page).json().getString("logoUrl"))
                .isEqualTo(logo)
                .matches("/v1/logos/[0-9a-f]{32}\\.gif");
        // scripts send back what they have read
        JsonObject all = admin.get("status-pages/" + page).json();
        assertThat(admin.api()
                        .send("PUT", "/v1/admin/status-pages/" + page, all.toString())
                        .status())
                .isEqualTo(200);
        assertThat(read().getJsonObject("appearance")).isEqualTo(look);

        change("'intro':null,'footer':null,'accentLight':null,'accentDark':null,'logo':null");
        assertThat(read()).doesNotContainKey("appearance");
    }

    @Test
    void logoIsServedForEverAndMayDoNothing() {
        change("'logo':'" + GIF + "'");
        String logo = admin.get("status-pages/" + page).json().getString("logoUrl");

        Answer picture = anybody.get(logo);

        assertThat(picture.status()).isEqualTo(200);
        assertThat(picture.header("Content-Type")).isEqualTo("image/gif");
        assertThat(picture.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(picture.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(picture.header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .contains("sandbox");
        assertThat(picture.text())
                .hasSize(Base64.getDecoder().decode(GIF).length)
                .startsWith("GIF89a");
        assertThat(anybody.get("/v1/logos/00000000000000000000000000000000.png").status())
                .isEqualTo(404);
        assertThat(anybody.get("/v1/logos/..%2f..%2fetc").status()).isIn(400, 404);
    }

    @Test
    void whatIsNotLegibleOrNoPictureIsRefusedAndChangesNothing() {
        change("'intro':'Before','logo':'" + GIF + "'");
        String svg = Base64.getEncoder().encodeToString("<svg onload='alert(1)'/>".getBytes());

        Answer refused = change("'intro':'After','accentLight':'#ffcc00','accentDark':'red','logo':'" + svg + "'");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(StatusAdmin.details(refused))
                .anyMatch(
                        detail -> detail.startsWith("accentLight #ffcc00 has a contrast of 1.3 to 1 on the light page"))
                .contains(
                        "accentDark must be a colour such as #0f5f7d",
                        "logo must not be SVG, which can contain scripts; export it as PNG or WebP");
        assertThat(read().getJsonObject("appearance").getString("intro")).isEqualTo("Before");
        String logo = read().getJsonObject("appearance").getJsonObject("logo").getString("url");
        assertThat(anybody.get(logo).status()).isEqualTo(200);
    }

    @Test
    void previewsAndFeedsHaveTheTexts() {
        change("'name':'Acme','intro':'**Acme** <b>runs</b> [shops](https://acme.test/).','logo':'" + GIF + "'");
        String incident = admin.incident(page, "");
        admin.post(
                "incidents/" + incident + "/updates",
                "{'status':'identified','message':'See **[this](https://acme.test/why)** <script>'}");

        assertThat(anybody.get("/status/" + page).text())
                .contains(
                        "<meta property=\"og:description\" content=\"Acme &lt;b&gt;runs&lt;/b&gt; shops.\" />",
                        "<meta name=\"description\" content=\"Acme &lt;b&gt;runs&lt;/b&gt; shops.\" />",
                        "<meta property=\"og:image\" content=\""
                                + Server.shared().uri("/v1/logos/"))
                .contains("<hg-status-page slug=\"" + page + "\">");
        assertThat(anybody.get("/v1/status/" + page + "/feed.atom").text())
                .contains(
                        "&lt;strong&gt;&lt;a href=\"https://acme.test/why\" rel=\"noopener nofollow\"&gt;this&lt;/a&gt;")
                .contains("&amp;lt;script&amp;gt;");
    }

    @Test
    void documentHasTheAnswersThatItsScriptWouldFetch() {
        change("'intro':'</script><script>'");
        String incident = admin.incident(page, "");
        admin.post("incidents/" + incident + "/updates", "{'status':'identified','message':'<!-- <script>'}");

        String document = anybody.get("/status/" + page).text();

        String data = document.replaceFirst("(?s)^.*<script id=\"first-answers\" type=\"application/json\">", "")
                .replaceFirst("(?s)</script>.*$", "");
        JsonObject answers = JsonText.parse(data).getJsonObject("answers");
        assertThat(answers).hasSize(4);
        answers.forEach((path, answer) -> assertThat(withoutTime(answer.asJsonObject()))
                .as(path)
                .isEqualTo(withoutTime(anybody.get(path).json())));
        Answer fetched = anybody.get("/v1/status/" + page + "?states=full");
        assertThat(JsonText.parse(data).getInt("seq"))
                .isLessThanOrEqualTo(Integer.parseInt(fetched.header("X-Heliograph-Seq")));
        assertThat(JsonText.parse(data).getString("epoch")).isEqualTo(fetched.header("X-Heliograph-Epoch"));
    }

    private static JsonObject withoutTime(JsonObject answer) {
        return JsonText.object(answer).remove("lastUpdated").build();
    }

    @Test
    void protectedPageShowsItsTextsToReadersWithThePasswordOnly() {
        change("'intro':'Secret plans','password':'open sesame'");

        assertThat(anybody.get("/status/" + page).text())
                .doesNotContain("Secret")
                .doesNotContain("first-answers");
        assertThat(anybody.get("/status/" + page + "/widget").text()).doesNotContain("Secret");
        assertThat(anybody.get("/v1/status/" + page).status()).isEqualTo(401);
    }

    @Test
    void widgetIsForFramesOfAllSitesAndThePageIsNot() {
        change("'name':'Acme'");
        Answer widget = anybody.get("/status/" + page + "/widget?theme=dark");

        assertThat(widget.status()).isEqualTo(200);
        assertThat(widget.header("Content-Security-Policy")).contains("frame-ancestors *;");
        assertThat(widget.text())
                .contains("<title>Acme</title>", "<hg-status-widget slug=\"" + page + "\">", "noindex");
        assertThat(anybody.get("/status/" + page).header("Content-Security-Policy"))
                .contains("frame-ancestors 'self';");
        assertThat(anybody.get("/status/missing-page/widget").status()).isEqualTo(404);
    }
}
