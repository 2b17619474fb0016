package org.heliograph.settings;

import static org.heliograph.settings.Setting.duration;
import static org.heliograph.settings.Setting.number;
import static org.heliograph.settings.Setting.text;

import java.time.Duration;

/** Authentication: our own tokens, tokens of other issuers, and failed sign-ins. */
public final class SignInSettings {
    // Tokens
    public static final Setting<String> JWT_SECRET = text(
                    "heliograph.jwt.secret", "", "Shared secret of 32 bytes or more for HS256 tokens made elsewhere.")
            .or("JWT_SECRET")
            .hidden();
    public static final Setting<String> JWT_PUBLIC_KEY =
            text("mp.jwt.verify.publickey", "", "Public key (PEM or JWK) of tokens made elsewhere.");
    public static final Setting<String> JWT_PUBLIC_KEY_LOCATION =
            text("mp.jwt.verify.publickey.location", "", "File or URL of that key: PEM, JWK or JWKS.");
    public static final Setting<String> JWT_ISSUER =
            text("mp.jwt.verify.issuer", "", "Issuer that tokens made elsewhere must name.");
    public static final Setting<String> JWT_AUDIENCES =
            text("mp.jwt.verify.audiences", "", "Audiences, comma separated, one of which they must name.");
    public static final Setting<String> JWT_ORGANIZATIONS_CLAIM = text(
            "heliograph.jwt.claim.organizations",
            "",
            "Claim of tokens made elsewhere that maps organisation ids to roles; unset, only our tables count.");
    public static final Setting<Duration> JWT_SKEW =
            duration("heliograph.jwt.skew", "PT30S", "PT0S", "PT5M", "Clock difference forgiven in a token's times.");
    public static final Setting<Duration> ACCESS_TOKEN_LIFE =
            duration("heliograph.jwt.access.life", "PT1H", "PT1S", "P1D", "How long our access tokens are valid.");
    public static final Setting<Duration> REFRESH_TOKEN_LIFE = duration(
            "heliograph.jwt.refresh.life", "P30D", "PT10S", "P365D", "How long an unused refresh token is valid.");

    // Sign-in
    public static final Setting<Integer> LOGIN_FAILURES =
            number("heliograph.login.failures", 10, 1, 1000, "Failed sign-ins in a row that lock an account.");
    public static final Setting<Duration> LOGIN_LOCK =
            duration("heliograph.login.lock", "PT15M", "PT1S", "P1D", "How long such an account stays locked.");

    private SignInSettings() {}
}
