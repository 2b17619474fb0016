package org.heliograph.identity.factor;

import io.nayuki.qrcodegen.QrCode;
import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.heliograph.json.JsonText;

/**
 * What an app needs to compute the codes of an account: the secret as text, as an address of its own scheme, and that as a QR code.
 *
 * @param email  of the account
 * @param secret in base32
 */
public record FactorSetup(String email, String secret) {
    private static final String ISSUER = "Heliograph";
    /** Modules around the code that stay light, as its standard demands. */
    private static final int QUIET_ZONE = 4;

    /** {@code otpauth://totp/…}, as apps read it from a QR code. */
    public String uri() {
        return "otpauth://totp/" + escaped(ISSUER + ":" + email) + "?secret=" + secret + "&issuer=" + ISSUER
                + "&algorithm=SHA1&digits=" + TotpCode.DIGITS + "&period=" + TotpCode.STEP_SECONDS;
    }

    /** {@code {secret,uri,qr:{size,path}}}; {@code path} draws the dark modules into a square of {@code size} units, for SVG. */
    public JsonObject json() {
        QrCode code = QrCode.encodeText(uri(), QrCode.Ecc.MEDIUM);
        return JsonText.object()
                .add("secret", secret)
                .add("uri", uri())
                .add(
                        "qr",
                        JsonText.object()
                                .add("size", code.size + 2 * QUIET_ZONE)
                                .add("path", path(code)))
                .build();
    }

    /** One horizontal bar for each run of dark modules. */
    static String path(QrCode code) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                int begin = x;
                while (code.getModule(x, y)) {
                    x++;
                }
                if (x > begin) {
                    path.append(String.format(
                            Locale.ROOT, "M%d %dh%dv1h-%dz", begin + QUIET_ZONE, y + QUIET_ZONE, x - begin, x - begin));
                }
            }
        }
        return path.toString();
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "FactorSetup[" + email + "]";
    }
}
