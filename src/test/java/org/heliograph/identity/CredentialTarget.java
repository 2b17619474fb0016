package org.heliograph.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import org.heliograph.fuzz.FuzzInput;
import org.heliograph.fuzz.FuzzTarget;
import org.heliograph.fuzz.Require;
import org.heliograph.rest.origin.Origins;

/** Where requests carry tokens and origins: in the query, in headers, in subprotocols and in cookies. */
public final class CredentialTarget implements FuzzTarget {
    private final TokenExtractor headers = new TokenExtractor(Forge.configuration(Map.of()));
    private final TokenExtractor cookies =
            new TokenExtractor(Forge.configuration(Map.of("mp.jwt.token.header", "Cookie")));
    private final Origins origins = new Origins("https://ops.example");

    @Override
    public void accept(byte[] input) {
        HttpServletRequest request = FuzzInput.request(input, "/api/realtime");
        Require.that(headers.tokens(request).stream().noneMatch(token -> token == null), "a token that is null");
        Require.that(cookies.tokens(request).stream().noneMatch(token -> token == null), "a token that is null");
        String origin = request.getHeader("Origin");
        boolean allowed = origins.allows(origin, "fleet.example");
        Require.that(
                origin == null
                        || !allowed
                        || origin.equalsIgnoreCase("https://ops.example")
                        || origin.toLowerCase(Locale.ROOT)
                                .matches("(?s)([a-z][a-z0-9+.-]*:)?//fleet\\.example(:\\d*)?([/?#].*)?"),
                "a foreign origin was allowed: " + origin);
        origins.allows("https://fleet.example", FuzzInput.text(input));
        TokenExtractor.readsPath(FuzzInput.text(input));
    }
}
