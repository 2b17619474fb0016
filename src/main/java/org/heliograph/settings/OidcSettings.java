package org.heliograph.settings;

import static org.heliograph.settings.Setting.choice;
import static org.heliograph.settings.Setting.duration;
import static org.heliograph.settings.Setting.text;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Sign-in by an OpenID Connect provider, beside the passwords of accounts or instead of them. */
public final class OidcSettings {
    /** Everybody, or administrators of the installation only, or no person may sign in with a password. */
    public static final String EVERYONE = "everyone";

    public static final String ADMINISTRATORS = "administrators";
    public static final String NONE = "none";

    /** Which people without an account get one at their first sign-in: all, those with a mapped group or organisation, or none. */
    public static final String ALL = "all";

    public static final String MAPPED = "mapped";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int LONGEST_URL = 300;

    public static final Setting<String> ISSUER = new Setting<>(
            "heliograph.oidc.issuer",
            List.of(),
            "",
            "an https URL such as https://id.example/realms/company; http on the same machine only",
            "Issuer of the OpenID Connect provider by which people sign in; then heliograph.oidc.client.id and"
                    + " heliograph.public.url must be set.",
            false,
            value -> {
                Setting.require(isProtected(value.strip()));
                return value.strip();
            });
    public static final Setting<String> CLIENT_ID =
            text("heliograph.oidc.client.id", "", "Client id with which this installation is registered there.");
    public static final Setting<String> CLIENT_SECRET = text(
                    "heliograph.oidc.client.secret",
                    "",
                    "Secret of that client; unset, it is a public client, which proves itself by PKCE alone.")
            .hidden();
    public static final Setting<String> CLIENT_SECRET_FILE = text(
            "heliograph.oidc.client.secret.file",
            "",
            "File that holds the secret, instead of the secret itself; read when the node starts.");
    public static final Setting<String> SCOPES =
            text("heliograph.oidc.scopes", "openid profile email", "Scopes that are asked for, separated by spaces.");
    public static final Setting<String> NAME_CLAIM =
            text("heliograph.oidc.claim.name", "name", "Claim of the ID token with the name of the person.");
    public static final Setting<String> GROUPS_CLAIM = text(
            "heliograph.oidc.claim.groups",
            "groups",
            "Claim of the ID token with the groups of the person, or a path such as realm_access.roles.");
    public static final Setting<String> ORGANIZATIONS_CLAIM = text(
            "heliograph.oidc.claim.organizations",
            "",
            "Claim of the ID token with ids of organisations, or a path: an object of ids and roles, or a list of ids, whose role"
                    + " is member. Unset, only groups make members.");
    public static final Setting<List<GroupRole>> GROUPS = new Setting<>(
            "heliograph.oidc.groups",
            List.of(),
            "",
            GroupRole.ORGANIZATION_FORM,
            "Roles in organisations that groups give. They are compared at each sign-in: who has left a group loses what it gave.",
            false,
            GroupRole::ofOrganizations);
    public static final Setting<List<GroupRole>> ROLES = new Setting<>(
            "heliograph.oidc.roles",
            List.of(),
            "",
            GroupRole.PLATFORM_FORM,
            "Platform roles that groups give; of several the first of admin, operator, service, user. Unset, the provider makes no"
                    + " administrators and leaves roles as they are.",
            false,
            GroupRole::ofPlatform);
    public static final Setting<String> CREATE = choice(
            "heliograph.oidc.create",
            MAPPED,
            List.of(ALL, MAPPED, NONE),
            "Who gets an account at the first sign-in: all, those to whom a group or a claim gives a role, or none.");
    public static final Setting<String> PASSWORDS = choice(
            "heliograph.oidc.passwords",
            EVERYONE,
            List.of(EVERYONE, ADMINISTRATORS, NONE),
            "Who may sign in with a password beside the provider; administrators are those of the installation.");
    public static final Setting<String> BUTTON = text(
            "heliograph.oidc.button", "Sign in with single sign-on", "Text of the button on the page for signing in.");
    public static final Setting<Duration> SESSION_LIFE = duration(
            "heliograph.oidc.session.life",
            "PT12H",
            "PT1M",
            "P30D",
            "How long a session that began at the provider lasts; then the person is sent there again, and groups are compared.");
    public static final Setting<Duration> TIMEOUT = duration(
            "heliograph.oidc.timeout", "PT5S", "PT0.1S", "PT30S", "How long an answer of the provider is waited for.");
    public static final Setting<Duration> CHECK = duration(
            "heliograph.oidc.check",
            "PT30S",
            "PT1S",
            "PT1H",
            "How often a node asks whether the provider answers, and reads its configuration again.");

    private OidcSettings() {}

    /** Whether what is sent there cannot be read on the way: https, or http on this machine. */
    public static boolean isProtected(String url) {
        if (url.length() > LONGEST_URL) {
            return false;
        }
        URI parsed;
        try {
            parsed = URI.create(url);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
        boolean plain = parsed.getHost() != null && parsed.getRawUserInfo() == null && parsed.getRawFragment() == null;
        return plain
                && ("https".equals(parsed.getScheme())
                        || "http".equals(parsed.getScheme()) && LOOPBACK.contains(parsed.getHost()));
    }
}
