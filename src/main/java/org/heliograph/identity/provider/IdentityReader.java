package org.heliograph.identity.provider;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.OidcSettings;
import org.heliograph.text.TextCleaner;

/** Reads the person from the claims of a verified ID token. */
final class IdentityReader {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,189}");
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ID = 255;

    private final String name;
    private final String groups;
    private final String organizations;

    IdentityReader(Configuration settings) {
        name = settings.get(OidcSettings.NAME_CLAIM);
        groups = settings.get(OidcSettings.GROUPS_CLAIM);
        organizations = settings.find(OidcSettings.ORGANIZATIONS_CLAIM).orElse("");
    }

    /** Whether a column can hold it. */
    private static boolean isId(String text) {
        return text.equals(TextCleaner.line(text, LONGEST_ID));
    }

    /** @param claims with issuer and subject */
    ProviderIdentity read(Map<String, Object> claims, String idToken) {
        ClaimReader reader = new ClaimReader(claims);
        // an address that the provider has not verified may be anybody's
        String email = reader.text("email")
                .map(text -> text.toLowerCase(Locale.ROOT))
                .filter(text ->
                        reader.isTrue("email_verified") && EMAIL.matcher(text).matches())
                .orElse(null);
        String shown = reader.text(name)
                .or(() -> reader.text("preferred_username"))
                .or(() -> Optional.ofNullable(email))
                .map(text -> TextCleaner.line(text, LONGEST_NAME))
                .filter(text -> !text.isBlank())
                .orElse("Unnamed");
        return new ProviderIdentity(
                reader.text("iss").orElseThrow(),
                claims.get("sub").toString(),
                reader.text("sid").filter(IdentityReader::isId).orElse(null),
                email,
                shown,
                reader.texts(groups),
                reader.roles(organizations),
                idToken);
    }
}
