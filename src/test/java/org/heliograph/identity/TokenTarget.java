package org.heliograph.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.jwt.Claims;
import org.heliograph.fuzz.FuzzInput;
import org.heliograph.fuzz.FuzzTarget;
import org.heliograph.fuzz.Require;
import org.heliograph.identity.key.ExternalIssuerKeys;
import org.heliograph.identity.key.SigningKey;
import org.heliograph.settings.Configuration;

/** Tokens: as text, and, for an input of two lines, a header and claims that a trusted issuer has signed. */
public final class TokenTarget implements FuzzTarget {
    private static final byte[] SECRET = "a shared secret of more than 32 bytes".getBytes(StandardCharsets.UTF_8);
    private static final int LONGEST_ID = 200;

    private final TokenVerifier verifier;

    public TokenTarget() throws IOException {
        Configuration configuration = Forge.configuration(Map.of(
                "heliograph.data.dir",
                Files.createTempDirectory("fuzz").toString(),
                "heliograph.jwt.secret",
                new String(SECRET, StandardCharsets.UTF_8),
                "mp.jwt.verify.issuer",
                "https://id.example",
                "mp.jwt.verify.audiences",
                "heliograph-example",
                "heliograph.jwt.claim.organizations",
                "orgs"));
        verifier = new TokenVerifier(
                new SigningKey(configuration),
                new ExternalIssuerKeys(configuration),
                configuration,
                Clock.fixed(Forge.NOW, ZoneOffset.UTC));
    }

    @Override
    public void accept(byte[] input) throws GeneralSecurityException {
        String[] parts = FuzzInput.firstLine(input);
        verify(parts[0]);
        if (!parts[1].isEmpty()) {
            String signed = base64(parts[0].getBytes(StandardCharsets.UTF_8)) + "."
                    + base64(parts[1].getBytes(StandardCharsets.UTF_8));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
            verify(signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII))));
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void verify(String token) {
        try {
            TokenVerifier.Verified verified = verifier.verify(token);
            Caller caller = verified.caller();
            Require.that(!caller.userId().isBlank() && caller.userId().length() <= LONGEST_ID, "user id");
            Require.that(verified.endMillis() > Forge.NOW.toEpochMilli(), "a token that has ended");
            Require.that(verified.endMillis() >= caller.expiresAt().toEpochMilli(), "end");
            Require.that(caller.getName() != null, "no name");
            Require.that(caller.getClaimNames().contains(Claims.sub.name()), "no subject");
            caller.getClaimNames().forEach(caller::<Object>getClaim);
            Require.that(!caller.toString().contains(token), "the token is in the text of its caller");
        } catch (InvalidTokenException refused) {
            Require.that(!refused.getMessage().isBlank(), "a refusal without a message");
            Require.that(token.length() < 30 || !refused.getMessage().contains(token), "a token in a message");
        }
    }
}
