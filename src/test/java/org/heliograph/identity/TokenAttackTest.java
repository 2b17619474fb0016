package org.heliograph.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;

class TokenAttackTest extends TokenVerifierCase {
    @Test
    void unsignedTokenIsRefused() throws Exception {
        settings.put("JWT_SECRET", SECRET);

        refuses(Forge.token().signed("none", null).build(), "The token has no trusted signature.");
        refuses(
                Forge.token().signed("none", null).keyId(signingKey().id()).build(),
                "The token has no trusted signature.");
    }

    @Test
    void publicKeyAsSharedSecretIsRefused() throws Exception {
        settings.put("mp.jwt.verify.publickey", pem(rsa.getPublicKey()));
        settings.put("JWT_SECRET", SECRET);

        for (byte[] known :
                List.of(rsa.getPublicKey().getEncoded(), pem(rsa.getPublicKey()).getBytes(StandardCharsets.US_ASCII))) {
            refuses(Forge.token().signed("HS256", new HmacKey(known)).build(), "The token has no trusted signature.");
        }
    }

    @Test
    void ourPublicKeyAsSharedSecretIsRefused() throws Exception {
        byte[] known = signingKey().publicKey().getKey().getEncoded();

        refuses(
                Forge.token()
                        .signed("HS256", new HmacKey(known))
                        .keyId(signingKey().id())
                        .build(),
                "The token has no trusted signature.");
    }

    @Test
    void otherAlgorithmOfTheSameKeyIsRefused() throws Exception {
        settings.put("mp.jwt.verify.publickey", pem(rsa.getPublicKey()));

        refuses(Forge.token().signed("RS512", rsa.getPrivateKey()).build(), "The token has no trusted signature.");
    }

    @Test
    void foreignKeyUnderOurKeyIdIsRefused() throws Exception {
        settings.put("mp.jwt.verify.publickey", pem(curve.getPublicKey()));

        refuses(
                Forge.token()
                        .signed("ES256", curve.getPrivateKey())
                        .keyId(signingKey().id())
                        .with("iss", "heliograph")
                        .with("aud", "heliograph")
                        .build(),
                "The token has no trusted signature.");
    }

    @Test
    void changedTokenIsRefused() throws Exception {
        String[] parts = ownTokens().create("u-1", "a@b.test", "user", 0, "s-1").split("\\.");
        String admin = java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        "{\"iss\":\"heliograph\",\"aud\":\"heliograph\",\"sub\":\"u-1\",\"role\":\"admin\",\"exp\":9999999999}"
                                .getBytes(StandardCharsets.UTF_8));

        refuses(parts[0] + "." + admin + "." + parts[2], "The token has no trusted signature.");
    }

    @Test
    void tokenNotYetValidIsRefused() throws Exception {
        settings.put("JWT_SECRET", SECRET);

        refuses(bySecret(Forge.token().notBefore(Forge.NOW.plusSeconds(40))).build(), "The token is not valid yet.");
    }

    @Test
    void issuerAndAudienceMustBeTheConfiguredOnes() throws Exception {
        settings.put("JWT_SECRET", SECRET);
        settings.put("mp.jwt.verify.issuer", "https://id.test");
        settings.put("mp.jwt.verify.audiences", "fleet, wall");
        Forge right = bySecret(Forge.token().with("iss", "https://id.test").with("aud", List.of("wall")));

        assertThat(verify(right.build()).userId()).isEqualTo("u-1");
        refuses(right.with("iss", "https://evil.test").build(), "The token was issued by somebody else.");
        refuses(right.without("iss").build(), "The token was issued by somebody else.");
        refuses(
                right.with("iss", "https://id.test").with("aud", "other").build(),
                "The token is meant for somebody else.");
        refuses(right.without("aud").build(), "The token is meant for somebody else.");
    }

    @Test
    void tokenWithoutEndOrSubjectIsRefused() throws Exception {
        settings.put("JWT_SECRET", SECRET);

        refuses(bySecret(Forge.token().without("exp")).build(), "The token never ends, which is not accepted.");
        refuses(bySecret(Forge.token().without("sub")).build(), "The token has no subject.");
        refuses(bySecret(Forge.token().with("sub", "")).build(), "The token has no subject.");
    }

    @Test
    void claimsOfTheWrongTypeAreRefused() throws Exception {
        settings.put("JWT_SECRET", SECRET);

        refuses(bySecret(Forge.token().with("role", 7)).build(), "The token's role must be text or a list of texts.");
        refuses(bySecret(Forge.token().with("email", 7)).build(), "A claim of the token has the wrong type.");
        refuses(bySecret(Forge.token().with("sub", List.of("u-1"))).build(), null);
        refuses(bySecret(Forge.token().with("exp", "soon")).build(), null);
    }

    @Test
    void whatIsNoTokenIsRefused() {
        for (String text : new String[] {
            null, "", " ", "x", "a.b.c", "..", "....", "eyJhbGciOiJub25lIn0.e30.", "é".repeat(9), "a".repeat(20_000)
        }) {
            refuses(text, null);
        }
    }

    @Test
    void signedTokenWithAnEndBeyondEveryDateIsRefused() throws Exception {
        settings.put("JWT_SECRET", SECRET);

        for (Number beyond : List.of(1e30, -1e30, Long.MAX_VALUE, Long.MIN_VALUE, Double.MAX_VALUE)) {
            refuses(bySecret(Forge.token().with("exp", beyond)).build(), null);
        }
    }

    @Test
    void signedTokenWithAnyTimesIsAcceptedOrRefusedAndNoFault() throws Exception {
        settings.put("JWT_SECRET", SECRET);
        settings.put("mp.jwt.verify.token.age", "3600");

        for (String claim : List.of("iat", "nbf")) {
            for (Number beyond : List.of(1e30, -1e30, Long.MAX_VALUE, Long.MIN_VALUE, Double.MAX_VALUE)) {
                String token = bySecret(Forge.token()
                                .with("iat", Forge.NOW.getEpochSecond())
                                .with(claim, beyond))
                        .build();
                try {
                    verify(token);
                } catch (InvalidTokenException refused) {
                    assertThat(refused.getMessage()).contains("token");
                }
            }
        }
    }

    @Test
    void headerOfAnyTypesIsRefused() {
        for (String header : List.of(
                "{\"alg\":\"ES256\",\"kid\":5}",
                "{\"alg\":5,\"kid\":\"x\"}",
                "{\"alg\":[\"ES256\"],\"kid\":{\"a\":1}}",
                "{\"alg\":\"ES256\",\"kid\":null}",
                "{\"alg\":\"ES256\",\"crit\":5}",
                "{\"alg\":\"ES256\",\"b64\":5}",
                "{\"alg\":\"dir\",\"enc\":7}",
                "[".repeat(9_000),
                "{\"a\":".repeat(2_000),
                "5",
                "null",
                "")) {
            String encoded = java.util.Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(header.getBytes(StandardCharsets.UTF_8));
            refuses(encoded + ".e30.AAAA", null);
            refuses(encoded + ".e30.AAAA.AAAA.AAAA", null);
        }
    }
}
