package org.heliograph.settings;

import static org.heliograph.settings.Setting.duration;
import static org.heliograph.settings.Setting.number;
import static org.heliograph.settings.Setting.text;

import java.time.Duration;

/** Authentication: our own tokens, tokens of other issuers, and failed sign-ins. */
public final class SignInSettings {
    // Tokens
    public static final Setting<String> JWT_SECRET = text(
                    "heliograph.jwt.secret",
                    "",
                    "Shared secret of 32 bytes or more for HS256 tokens of another " + "issuer.")
            .or("JWT_SECRET")
            .hidden();
    public static final Setting<String> JWT_PUBLIC_KEY =
            text("mp.jwt.verify.publickey", "", "Public key (PEM or JWK) for tokens of another issuer.");
    public static final Setting<String> JWT_PUBLIC_KEY_LOCATION =
            text("mp.jwt.verify.publickey.location", "", "File or URL of that key: PEM, JWK or JWKS.");
    public static final Setting<String> JWT_ISSUER =
            text("mp.jwt.verify.issuer", "", "Required issuer of such tokens.");
    public static final Setting<String> JWT_AUDIENCES =
            text("mp.jwt.verify.audiences", "", "Accepted audiences, comma separated; such tokens must name one.");
    public static final Setting<String> JWT_ORGANIZATIONS_CLAIM = text(
            "heliograph.jwt.claim.organizations",
            "",
            "Claim of such tokens that maps organisation ids to roles; unset, only memberships in the database count.");
    public static final Setting<Duration> JWT_SKEW =
            duration("heliograph.jwt.skew", "PT30S", "PT0S", "PT5M", "Clock difference tolerated in a token's times.");
    public static final Setting<Duration> ACCESS_TOKEN_LIFE =
            duration("heliograph.jwt.access.life", "PT1H", "PT1S", "P1D", "How long our access tokens are valid.");
    public static final Setting<Duration> REFRESH_TOKEN_LIFE = duration(
            "heliograph.jwt.refresh.life", "P30D", "PT10S", "P365D", "How long an unused refresh token is valid.");

    // Sign-in
    public static final Setting<Integer> LOGIN_FAILURES =
            number("heliograph.login.failures", 10, 1, 1000, "Consecutive failed sign-ins that lock an account.");
    public static final Setting<Duration> LOGIN_LOCK =
            duration("heliograph.login.lock", "PT15M", "PT1S", "P1D", "How long the account stays locked.");

    private SignInSettings() {}
}
