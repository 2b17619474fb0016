package org.heliograph.identity.factor;

import static org.assertj.core.api.Assertions.assertThat;

import io.nayuki.qrcodegen.QrCode;
import jakarta.json.JsonObject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FactorSetupTest {
    private static final Pattern BAR = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");

    private final FactorSetup setup = new FactorSetup("o'brien+it@acme.test", "JBSWY3DPEHPK3PXP");

    @Test
    void theAddressNamesIssuerAccountAndForm() {
        assertThat(setup.uri())
                .isEqualTo("otpauth://totp/Heliograph%3Ao%27brien%2Bit%40acme.test?secret=JBSWY3DPEHPK3PXP"
                        + "&issuer=Heliograph&algorithm=SHA1&digits=6&period=30");
    }

    @Test
    void thePathDrawsEachDarkModuleOnceWithinItsQuietZone() {
        JsonObject drawn = setup.json().getJsonObject("qr");
        int size = drawn.getInt("size");
        int[][] modules = new int[size][size];
        Matcher bar = BAR.matcher(drawn.getString("path"));
        int end = 0;
        while (bar.find()) {
            assertThat(bar.start()).isEqualTo(end);
            end = bar.end();
            assertThat(bar.group(4)).isEqualTo(bar.group(3));
            for (int x = 0; x < Integer.parseInt(bar.group(3)); x++) {
                modules[Integer.parseInt(bar.group(2))][Integer.parseInt(bar.group(1)) + x]++;
            }
        }

        QrCode code = QrCode.encodeText(setup.uri(), QrCode.Ecc.MEDIUM);
        assertThat(end).isEqualTo(drawn.getString("path").length());
        assertThat(size).isEqualTo(code.size + 8);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                assertThat(modules[y][x]).isEqualTo(code.getModule(x - 4, y - 4) ? 1 : 0);
            }
        }
    }

    @Test
    void theSecretIsNotInTheTextOfTheObject() {
        assertThat(setup.toString()).doesNotContain(setup.secret());
    }
}
