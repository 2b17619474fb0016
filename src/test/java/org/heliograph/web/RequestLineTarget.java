package org.heliograph.web;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.heliograph.fuzz.FuzzInput;
import org.heliograph.fuzz.FuzzTarget;
import org.heliograph.fuzz.Require;

/** What every request passes: its path, its query, and the headers that state a preference. */
public final class RequestLineTarget implements FuzzTarget {
    @Override
    public void accept(byte[] input) {
        String text = FuzzInput.text(input);
        NormalizedRequest.isAccept(text);
        String path = NormalizedRequest.encoded('/' + text);
        // a URI, with the escapes that were in it
        Require.equal(URI.create("http://localhost" + path).getRawPath(), path, "path");
        Require.equal(NormalizedRequest.encoded(path), path, "a path that is encoded already");
        QueryParser.parse(text).forEach((name, values) -> Require.that(values.length > 0, "no value of " + name));
        Map<String, String[]> again = QueryParser.parse("a=" + URLEncoder.encode(text, StandardCharsets.UTF_8) + "&b");
        Require.equal(again.get("a")[0], text, "parameter");
        Require.equal(again.get("b")[0], "", "parameter without a value");
        NormalizedRequest request = new NormalizedRequest(FuzzInput.request(input, '/' + text), again);
        request.getContentType();
        request.getHeaders("Accept");
        if (request.getQueryString() != null) {
            Require.equal(
                    QueryParser.parse(request.getQueryString()).get("a")[0], text, "the parameter of the new query");
        }
    }
}
