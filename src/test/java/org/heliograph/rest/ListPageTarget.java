package org.heliograph.rest;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.heliograph.fuzz.FuzzInput;
import org.heliograph.fuzz.FuzzTarget;
import org.heliograph.fuzz.Require;

/** The limit and the cursor of a page; an input is a query, or what a client has made a cursor of. */
public final class ListPageTarget implements FuzzTarget {
    private static final Instant LATEST = Instant.parse("+10000-01-01T00:00:00Z");

    @Override
    public void accept(byte[] input) {
        MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
        query.putAll(FuzzInput.parameters(FuzzInput.text(input)));
        read(query);
        query.clear();
        query.putSingle("cursor", Base64.getUrlEncoder().withoutPadding().encodeToString(input));
        read(query);
    }

    private static void read(MultivaluedMap<String, String> query) {
        UriInfo uri = (UriInfo) Proxy.newProxyInstance(
                ListPageTarget.class.getClassLoader(),
                new Class<?>[] {UriInfo.class},
                (proxy, method, arguments) -> method.getName().equals("getQueryParameters") ? query : null);
        try {
            ListPage page = ListPage.of(uri);
            Require.that(page.limit() >= 1 && page.limit() <= ListPage.MOST, "limit");
            Require.that(page.after().stream().allMatch(Body::storable), "a cursor that cannot be a parameter");
            page.moment(0, 2).ifPresent(moment -> {
                Require.that(moment.isAfter(Instant.EPOCH.minusSeconds(1)) && moment.isBefore(LATEST), "moment");
                List<String> parts = page.after();
                Require.equal(
                        new String(Base64.getUrlDecoder().decode(query.getFirst("cursor")), StandardCharsets.UTF_8),
                        String.join("\n", parts),
                        "cursor");
            });
        } catch (ApiException refused) {
            Require.refusal(refused);
        }
    }
}
