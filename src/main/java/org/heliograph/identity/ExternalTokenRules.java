package org.heliograph.identity;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claims;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;
import org.heliograph.settings.Setting;
import org.heliograph.settings.SettingException;
import org.heliograph.settings.SignInSettings;

/**
 * What a token of another issuer must be beyond its signature: an access token for this installation. An ID token says who somebody is to
 * an application that signed them in, and every such application has it (OpenID Connect Core, 2). Its user is an administrator by a
 * configured claim only, and never one of our accounts or screens ({@link AccountStatusChecker}).
 */
final class ExternalTokenRules {
    private static final String ID_TOKEN = "The token is an ID token; an access token is required.";
    private static final String OTHER_TOKEN = "The token is no access token.";

    /** Header {@code typ}; absent in most tokens (RFC 7519, 5.1; RFC 9068, 2.1). */
    private static final Set<String> HEADER_TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    private static final List<Setting<String>> KEYS =
            List.of(SignInSettings.JWT_SECRET, SignInSettings.JWT_PUBLIC_KEY, SignInSettings.JWT_PUBLIC_KEY_LOCATION);
    /** Claims that name the kind of a token. */
    private static final List<String> KINDS = List.of("typ", "token_use");
    /** Values of the claims {@code typ} of Keycloak and {@code token_use} of Cognito. */
    private static final Set<String> ACCESS = Set.of("bearer", "access", "at+jwt", "jwt");
    /** Hashes of what an ID token was issued with (OpenID Connect Core, 3.3.2.11). */
    private static final List<String> ID_CLAIMS = List.of("at_hash", "c_hash", "s_hash");

    private static final List<String> ACCESS_CLAIMS = List.of("scope", "scp");

    private final boolean demo;
    private final Optional<String> adminClaim;
    private final String adminValue;

    /** @throws SettingException when there are keys of another issuer, but not its issuer and audiences, except in the demo */
    ExternalTokenRules(Configuration configuration) {
        demo = configuration.get(NodeSettings.DEMO);
        adminClaim = configuration.find(SignInSettings.JWT_ADMIN_CLAIM);
        adminValue = configuration.get(SignInSettings.JWT_ADMIN_VALUE);
        boolean complete = configuration.find(SignInSettings.JWT_ISSUER).isPresent()
                && configuration.find(SignInSettings.JWT_AUDIENCES).isPresent();
        if (!demo
                && !complete
                && KEYS.stream().anyMatch(key -> configuration.find(key).isPresent())) {
            throw new SettingException(
                    SignInSettings.JWT_ISSUER.name() + " and " + SignInSettings.JWT_AUDIENCES.name()
                            + " must both be set where a key of another issuer is: without them its tokens for other"
                            + " applications would be valid here",
                    null);
        }
    }

    /**
     * The caller as this installation takes it: an administrator by the configured claim only, and without an address that its issuer has not
     * verified.
     *
     * @param typ the header {@code typ} of the token, or null
     * @throws InvalidTokenException for a token that is known to be no access token, and for a subject that only a screen may have
     */
    Caller apply(Object typ, Caller caller) throws InvalidTokenException {
        Map<String, ?> claims = caller.claims();
        requireAccessToken(typ == null ? "" : typ.toString().toLowerCase(Locale.ROOT), claims);
        if (caller.userId().startsWith(Caller.SCREEN_PREFIX)) {
            throw new InvalidTokenException("The subject of the token is reserved.");
        }
        Set<String> roles = new HashSet<>(caller.roles());
        if (adminClaim.isPresent() || !demo) {
            roles.remove(Caller.ADMIN);
        }
        if (adminClaim.isPresent() && contains(value(claims, adminClaim.get()), adminValue)) {
            roles.add(Caller.ADMIN);
        }
        boolean unverified = Boolean.FALSE.equals(claims.get(Claims.email_verified.name()));
        return unverified ? caller.withRoles(roles).withoutEmail() : caller.withRoles(roles);
    }

    private static void requireAccessToken(String typ, Map<String, ?> claims) throws InvalidTokenException {
        if (!typ.isEmpty() && !HEADER_TYPES.contains(typ) || claims.containsKey("events")) {
            // the latter is a logout token or another security event (RFC 8417)
            throw new InvalidTokenException(OTHER_TOKEN);
        }
        boolean declared = typ.endsWith("at+jwt") || ACCESS_CLAIMS.stream().anyMatch(claims::containsKey);
        for (String name : KINDS) {
            Object kind = claims.get(name);
            if (kind != null) {
                String text = kind.toString().toLowerCase(Locale.ROOT);
                if (!ACCESS.contains(text)) {
                    throw new InvalidTokenException(text.equals("id") ? ID_TOKEN : OTHER_TOKEN);
                }
                declared |= !text.equals("jwt");
            }
        }
        // older versions of Keycloak copy the nonce into access tokens, which have a typ and a scope
        if (ID_CLAIMS.stream().anyMatch(claims::containsKey) || claims.containsKey("nonce") && !declared) {
            throw new InvalidTokenException(ID_TOKEN);
        }
    }

    /** The claim of this name, which may have dots in it, or else of this path. */
    private static Object value(Map<?, ?> claims, String name) {
        Object found = claims.get(name);
        for (int dot = name.indexOf('.'); found == null && dot >= 0; dot = name.indexOf('.', dot + 1)) {
            if (claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner) {
                found = value(inner, name.substring(dot + 1));
            }
        }
        return found;
    }

    private static boolean contains(Object value, String wanted) {
        return value instanceof Collection<?> list
                ? list.stream().anyMatch(wanted::equals)
                : value != null && value.toString().equals(wanted);
    }
}
