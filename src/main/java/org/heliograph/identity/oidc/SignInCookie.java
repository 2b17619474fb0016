package org.heliograph.identity.oidc;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heliograph.identity.provider.ProviderConfiguration;
import org.heliograph.identity.provider.SignInState;

/**
 * The sign-ins that have begun in a browser, in a cookie that scripts cannot read and other sites cannot send or, with https, set. It
 * lasts ten minutes and holds one for each of a few tabs.
 */
@ApplicationScoped
public class SignInCookie {
    private static final String NAME = "heliograph_sign_in";
    private static final int MOST = 5;
    private static final int SECONDS = 600;
    private static final int LONGEST = 500;

    @Inject
    private ProviderConfiguration configuration;

    /** The cookie with a sign-in that begins, and those that have begun before. */
    String with(HttpServletRequest request, SignInState begun) {
        List<SignInState> all = new ArrayList<>(List.of(begun));
        all.addAll(read(request));
        return cookie(all.stream().limit(MOST).toList());
    }

    /** The cookie without one that is complete. */
    String without(HttpServletRequest request, SignInState complete) {
        return cookie(read(request).stream()
                .filter(signIn -> !signIn.secret().equals(complete.secret()))
                .toList());
    }

    /** The sign-in of the browser that has this state; empty when it has begun in another browser, or too long ago. */
    Optional<SignInState> find(HttpServletRequest request, String state) {
        return read(request).stream().filter(signIn -> signIn.matches(state)).findFirst();
    }

    private List<SignInState> read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return Stream.of(cookies == null ? new Cookie[0] : cookies)
                .filter(cookie -> cookie.getName().equals(name()))
                .map(Cookie::getValue)
                .filter(value -> value.length() <= LONGEST)
                .flatMap(value -> Arrays.stream(value.split("~")))
                .flatMap(secret -> SignInState.of(secret).stream())
                .limit(MOST)
                .toList();
    }

    private String cookie(List<SignInState> signIns) {
        String value = signIns.stream().map(SignInState::secret).collect(Collectors.joining("~"));
        return name() + "=" + value + "; Path=/; Max-Age=" + (value.isEmpty() ? 0 : SECONDS)
                + "; HttpOnly; SameSite=Strict" + (isSecure() ? "; Secure" : "");
    }

    /** With the prefix, no other host of the domain can set it. */
    private String name() {
        return isSecure() ? "__Host-" + NAME : NAME;
    }

    private boolean isSecure() {
        return configuration.publicUrl().startsWith("https:");
    }
}
