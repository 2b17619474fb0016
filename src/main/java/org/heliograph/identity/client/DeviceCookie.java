package org.heliograph.identity.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SignInSettings;

/**
 * Carries the device tokens of a browser in a cookie that scripts cannot read and other sites cannot send. A client without
 * cookies uses the header {@value #HEADER}, {@code new} at first. A device that several people use has a token for each.
 */
@ApplicationScoped
public class DeviceCookie {
    /** Header of a request and of its answer, in place of the cookie. */
    public static final String HEADER = "X-Heliograph-Device";

    /** The name of the cookie. */
    public static final String NAME = "heliograph_device";

    private static final String PREFIX = "hgd-";
    private static final int MOST_TOKENS = 8;
    private static final int LONGEST = 1000;
    private static final Pattern TOKEN = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

    @Inject
    private ClientAddressResolver addresses;

    @Inject
    private Configuration configuration;

    /** Reads the device of a request. */
    public SignInClient read(HttpServletRequest request) {
        String header = request.getHeader(HEADER);
        List<String> tokens = header == null ? cookies(request.getCookies()) : tokens(header);
        String name = DeviceName.of(request.getHeader("User-Agent"));
        return new SignInClient(addresses.address(request), name, tokens, addresses.isSecure(request), header == null);
    }

    /** Adds the token of an account to an answer, in front of those that the device has. */
    public void write(Response.ResponseBuilder response, SignInClient client, String token) {
        String value = String.join(
                "~",
                Stream.concat(Stream.of(token), client.deviceTokens().stream())
                        .distinct()
                        .limit(MOST_TOKENS)
                        .toList());
        if (!client.keepsCookies()) {
            response.header(HEADER, value);
            return;
        }
        Duration life = configuration.get(SignInSettings.DEVICE_LIFE);
        response.header(
                "Set-Cookie",
                NAME + "=" + value + "; Path=/api/auth; Max-Age=" + life.toSeconds() + "; HttpOnly; SameSite=Strict"
                        + (client.secure() ? "; Secure" : ""));
    }

    private static List<String> cookies(Cookie[] cookies) {
        return Stream.of(cookies == null ? new Cookie[0] : cookies)
                .filter(cookie -> cookie.getName().equals(NAME))
                .findFirst()
                .map(cookie -> tokens(cookie.getValue()))
                .orElse(List.of());
    }

    private static List<String> tokens(String value) {
        if (value.length() > LONGEST) {
            return List.of();
        }
        List<String> tokens = new ArrayList<>(Arrays.asList(value.strip().split("~")));
        tokens.removeIf(token -> !TOKEN.matcher(token).matches());
        return tokens.stream().limit(MOST_TOKENS).toList();
    }

    /** The prefix of a new token. */
    public static String prefix() {
        return PREFIX;
    }
}
