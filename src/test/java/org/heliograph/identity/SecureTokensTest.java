package org.heliograph.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecureTokensTest {
    @Test
    void tokenCarriesItsPrefixAnd256BitsOfChance() {
        String token = SecureTokens.newToken("tskey-auth-");

        assertThat(token).matches("tskey-auth-[A-Za-z0-9_-]{43}").isNotEqualTo(SecureTokens.newToken("tskey-auth-"));
    }

    @Test
    void hashIsSha256InHex() {
        assertThat(SecureTokens.hash("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
