package org.heliograph.rest.cache;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.heliograph.json.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReaderRequestTest {
    private static final JsonObject PAGE =
            JsonText.object().add("name", "Zürich").build();
    private static final JsonObject EMPTY = JsonText.object().build();

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "gzip, deflate, br", "br;q=1.0, GZIP;q=0.5", "*", "identity;q=0, *"})
    void takesGzip(String accepted) {
        assertThat(ReaderRequest.takesGzip(accepted)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "br", "gzip;q=0", "gzip; q=0.0, *", "*;q=0", "xgzip", ";;,"})
    void takesNoGzip(String accepted) {
        assertThat(ReaderRequest.takesGzip(accepted)).isFalse();
        assertThat(ReaderRequest.takesGzip(null)).isFalse();
    }

    @Test
    void comparesTagsWeakly() {
        for (String sent : List.of("\"abc\"", "W/\"abc\"", "\"x\", W/\"abc\" , \"y\"", "*")) {
            assertThat(new ReaderRequest(null, sent, false).has("abc")).as(sent).isTrue();
        }
        for (String sent : List.of("abc", "\"ab\"", "", ",,", "W/abc")) {
            assertThat(new ReaderRequest(null, sent, false).has("abc")).as(sent).isFalse();
        }
    }

    @Test
    void theTimeOfReadingIsInTheBodyAndNotInTheTag() {
        SharedContent first = SharedContent.of(PAGE, "lastUpdated", "2026-03-17T10:00:00.000Z");
        SharedContent second = SharedContent.of(PAGE, "lastUpdated", "2026-03-17T10:00:05.000Z");

        assertThat(text(first)).isEqualTo("{\"name\":\"Zürich\",\"lastUpdated\":\"2026-03-17T10:00:00.000Z\"}");
        assertThat(second.tag()).isEqualTo(first.tag());
        SharedContent other = SharedContent.of(EMPTY, "lastUpdated", "x");
        assertThat(other.tag()).isNotEqualTo(first.tag());
        assertThat(text(other)).isEqualTo("{\"lastUpdated\":\"x\"}");
    }

    private static String text(SharedContent content) {
        return new String(content.body(), StandardCharsets.UTF_8);
    }

    @Test
    void onlyBodiesThatAreWorthItAreCompressed() throws IOException {
        String text = "status ".repeat(1_000);

        SharedResponse large = SharedResponse.of(SharedContent.of(text, "text/plain"), "v", 0);

        assertThat(large.gzip()).hasSizeLessThan(200);
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(large.gzip()))) {
            assertThat(new String(gzip.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(text);
        }
        assertThat(SharedResponse.of(SharedContent.of(PAGE), "v", 0).gzip()).isNull();
    }
}
