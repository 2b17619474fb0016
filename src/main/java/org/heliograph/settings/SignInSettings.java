package org.heliograph.settings;

import static org.heliograph.settings.Setting.choice;
import static org.heliograph.settings.Setting.duration;
import static org.heliograph.settings.Setting.number;
import static org.heliograph.settings.Setting.seconds;
import static org.heliograph.settings.Setting.text;
import static org.heliograph.settings.Setting.unsupported;

import java.time.Duration;
import java.util.List;

/**
 * Authentication: our own tokens, tokens of other issuers by the properties of MicroProfile JWT 2.1, and the limits of
 * sign-ins.
 */
public final class SignInSettings {
    // Tokens
    public static final Setting<String> JWT_SECRET = text(
                    "heliograph.jwt.secret",
                    "",
                    "Shared secret of 32 bytes or more for HS256 tokens of another issuer.")
            .or("JWT_SECRET")
            .hidden();
    public static final Setting<String> JWT_PUBLIC_KEY = text(
            "mp.jwt.verify.publickey",
            "",
            "Public key of another issuer's tokens: PEM, JWK, JWKS, or base64 of these.");
    public static final Setting<String> JWT_PUBLIC_KEY_LOCATION = text(
            "mp.jwt.verify.publickey.location", "", "File, resource or URL of that key, instead of the key itself.");
    public static final Setting<String> JWT_ALGORITHM = choice(
            "mp.jwt.verify.publickey.algorithm",
            "",
            List.of("RS256", "ES256"),
            "The only algorithm accepted with that key; unset, RS256 with RSA keys and ES256 with P-256 keys.");
    public static final Setting<String> JWT_ISSUER = text(
            "mp.jwt.verify.issuer",
            "",
            "The iss that another issuer's tokens must have; required with a key of another issuer, except in the demo.");
    public static final Setting<String> JWT_AUDIENCES = text(
            "mp.jwt.verify.audiences",
            "",
            "Audiences, comma separated; aud of another issuer's tokens must have one of them; required like the issuer.");
    public static final Setting<Duration> JWT_TOKEN_AGE = seconds(
            "mp.jwt.verify.token.age",
            1,
            31_536_000,
            "Another issuer's tokens are accepted this long after their iat at most, which they must then have.");
    public static final Setting<Duration> JWT_CLOCK_SKEW = seconds(
            "mp.jwt.verify.clock.skew", 0, 300, "The same as heliograph.jwt.skew; has precedence when both are set.");
    public static final Setting<String> JWT_TOKEN_HEADER = choice(
            "mp.jwt.token.header",
            "Authorization",
            List.of("Authorization", "Cookie"),
            "Header that carries another issuer's tokens.");
    public static final Setting<String> JWT_TOKEN_COOKIE =
            text("mp.jwt.token.cookie", "Bearer", "Name of the cookie that carries them when that header is Cookie.");
    public static final Setting<String> JWT_DECRYPT_KEY_LOCATION =
            unsupported("mp.jwt.decrypt.key.location", "Encrypted tokens are not supported.");
    public static final Setting<String> JWT_DECRYPT_KEY_ALGORITHM =
            unsupported("mp.jwt.decrypt.key.algorithm", "Encrypted tokens are not supported.");
    public static final Setting<String> JWT_ORGANIZATIONS_CLAIM = text(
            "heliograph.jwt.claim.organizations",
            "",
            "Claim of another issuer's tokens that maps organisation ids to roles; unset, their users belong to no organisation.");
    public static final Setting<String> JWT_ADMIN_CLAIM = text(
            "heliograph.jwt.admin.claim",
            "",
            "Claim of another issuer's tokens, or a path such as realm_access.roles, that makes its user an administrator of the"
                    + " installation when it has the next value. Unset, their users are none; in the demo role and groups count.");
    public static final Setting<String> JWT_ADMIN_VALUE = text(
            "heliograph.jwt.admin.value",
            "admin",
            "The value that this claim must have, or contain when it is a list.");
    public static final Setting<Duration> JWT_SKEW =
            duration("heliograph.jwt.skew", "PT30S", "PT0S", "PT5M", "Clock difference tolerated in a token's times.");
    public static final Setting<Duration> ACCESS_TOKEN_LIFE =
            duration("heliograph.jwt.access.life", "PT1H", "PT1S", "P1D", "How long our access tokens are valid.");
    public static final Setting<Duration> REFRESH_TOKEN_LIFE = duration(
            "heliograph.jwt.refresh.life", "P30D", "PT10S", "P365D", "How long an unused refresh token is valid.");

    public static final Setting<Duration> REFRESH_REPEAT = duration(
            "heliograph.jwt.refresh.repeat",
            "PT10S",
            "PT0S",
            "PT5M",
            "How long after its use a refresh token may be used again, because the answer was lost.");

    // Sign-in
    public static final Setting<Integer> LOGIN_FAILURES = number(
            "heliograph.login.failures",
            10,
            1,
            1000,
            "Consecutive failed sign-ins with one e-mail address after which only known devices may sign in with it.");
    public static final Setting<Duration> LOGIN_LOCK =
            duration("heliograph.login.lock", "PT15M", "PT1S", "P1D", "How long that lasts.");
    public static final Setting<Integer> LOGIN_ADDRESS_FAILURES = number(
            "heliograph.login.address.failures",
            100,
            1,
            1_000_000,
            "Failed sign-ins from one client address, on a node and within heliograph.login.lock, after which only known"
                    + " devices may sign in from there.");
    public static final Setting<Integer> PASSWORD_LENGTH = number(
            "heliograph.login.password.length",
            12,
            8,
            128,
            "Characters that a new password needs; none of the 10,000 most common ones is accepted, nor the e-mail address.");
    public static final Setting<Integer> HASH_ITERATIONS = number(
            "heliograph.login.hash.iterations",
            210_000,
            10_000,
            10_000_000,
            "PBKDF2 iterations of the passwords that are set from now on; fewer than the default make stolen hashes easier to guess.");
    public static final Setting<Duration> DEVICE_LIFE = duration(
            "heliograph.login.device.life",
            "P180D",
            "PT1M",
            "P730D",
            "How long a device that is not used stays known.");
    /** The values of the next setting. */
    public static final String FACTOR_FOR_ADMINS = "admins";

    public static final String FACTOR_FOR_OWNERS = "owners";
    public static final String FACTOR_FOR_EVERYONE = "everyone";
    public static final Setting<String> FACTOR_REQUIRED = choice(
            "heliograph.login.factor.required",
            "none",
            List.of("none", FACTOR_FOR_ADMINS, FACTOR_FOR_OWNERS, FACTOR_FOR_EVERYONE),
            "Who signs in with a second factor only: administrators of the installation, these and owners of organisations, or"
                    + " everyone with an account. Who has none sets it up at the next sign-in; sessions without one are not renewed.");
    public static final Setting<Duration> FACTOR_TIME = duration(
            "heliograph.login.factor.time",
            "PT5M",
            "PT5S",
            "PT1H",
            "How long after the password a sign-in waits for the code of the second factor.");
    public static final Setting<Duration> RESET_LINK_LIFE = duration(
            "heliograph.login.reset.life",
            "P1D",
            "PT10S",
            "P7D",
            "How long a link for setting a new password is valid.");

    public static final Setting<Integer> RESET_REQUESTS = number(
            "heliograph.login.reset.requests",
            20,
            1,
            10_000,
            "Reset links by mail that may be asked for from one client address, on a node and within an hour; further requests get 429.");

    private SignInSettings() {}

    /** The clock difference tolerated in a token's times. */
    public static Duration clockSkew(Configuration configuration) {
        return configuration.find(JWT_CLOCK_SKEW).orElseGet(() -> configuration.get(JWT_SKEW));
    }
}
