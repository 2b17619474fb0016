package org.heliograph.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.heliograph.testing.Server;
import org.junit.jupiter.api.Test;

/** The modules of the SDK, whose addresses have no version. */
class SdkIT {
    private final HttpClient client = HttpClient.newHttpClient();

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(Server.shared().uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The files of all builds have one time, so that a browser that asked by it would keep the module of another release. */
    @Test
    void areKeptByTheirContentsAndNotByTheirTime() throws Exception {
        HttpResponse<String> module = get("/sdk/index.js");
        String tag = module.headers().firstValue("ETag").orElseThrow();

        assertThat(module.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(module.headers().firstValue("Last-Modified")).isEmpty();
        assertThat(module.body()).contains("export");
        assertThat(get("/sdk/index.js", "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(get("/sdk/index.js", "If-Modified-Since", "Fri, 27 Nov 2999 00:00:00 GMT")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void haveTypesAndNothingElseThatIsNotThere() throws Exception {
        assertThat(get("/sdk/index.d.ts").body()).contains("export");
        assertThat(get("/sdk/missing.js").statusCode()).isEqualTo(404);
        assertThat(get("/sdk/").statusCode()).isEqualTo(404);
    }
}
