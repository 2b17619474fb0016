package org.heliograph.uptime.appearance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogoFileTest {
    private static byte[] picture(String format, int width, int height) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, file))
                .isTrue();
        return file.toByteArray();
    }

    private static LogoFile parse(byte[] content) {
        return LogoFile.parse(Base64.getEncoder().encodeToString(content));
    }

    @ParameterizedTest
    @CsvSource({"png,png", "jpg,jpg", "gif,gif"})
    void formatAndSizeAreThoseOfTheContent(String format, String ending) throws IOException {
        LogoFile file = parse(picture(format, 300, 41));

        assertThat(file.format()).isEqualTo(ending);
        assertThat(file.width()).isEqualTo(300);
        assertThat(file.height()).isEqualTo(41);
        assertThat(file.logo().name()).matches("[0-9a-f]{32}\\." + ending).matches(LogoFile.NAME);
        assertThat(LogoFile.TYPES).containsKey(ending);
    }

    /** Headers of the three kinds of WebP, each of 300 by 41 pixels. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "524946461a000000574542505650382012000000b00100 9d012a 2c01 2900 0000",
                "524946461a00000057454250565038 4c 0d000000 2f 2b010a00 0000000000",
                "524946461a0000005745425056503858 0a000000 10000000 2b0100 280000"
            })
    void webpIsRead(String hex) {
        LogoFile file = parse(HexFormat.of().parseHex(hex.replace(" ", "")));

        assertThat(file.format()).isEqualTo("webp");
        assertThat(file.width()).isEqualTo(300);
        assertThat(file.height()).isEqualTo(41);
    }

    @Test
    void everythingElseIsRefusedWithASentence() throws IOException {
        assertThatThrownBy(() -> LogoFile.parse("no base64!")).hasMessage("must be a picture in Base64");
        assertThatThrownBy(() -> parse("\uFEFF <svg onload='x'/>".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("must not be SVG");
        assertThatThrownBy(() -> parse("<!doctype html>".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("must not be SVG");
        assertThatThrownBy(() -> parse(new byte[LogoFile.LARGEST_KIB * 1024 + 1]))
                .hasMessage("may have 128 KiB at most");
        assertThatThrownBy(() -> parse("PK\u0003\u0004".getBytes(StandardCharsets.UTF_8)))
                .hasMessage("must be a PNG, JPEG, WebP or GIF picture");
        byte[] wide = picture("gif", 2001, 1);
        assertThatThrownBy(() -> parse(wide)).hasMessage("may be 2000 pixels wide and high at most, this is 2001 by 1");
        byte[] empty = picture("png", 1, 1);
        Arrays.fill(empty, 16, 20, (byte) 0);
        assertThatThrownBy(() -> parse(empty)).hasMessageContaining("this is 0 by 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif"})
    void cutFilesEndNothing(String format) throws IOException {
        byte[] whole = picture(format, 20, 10);
        for (int length = 0; length < Math.min(whole.length, 700); length++) {
            byte[] part = Arrays.copyOf(whole, length);
            // a part has the whole size, or is no picture
            assertThat(PictureHeader.read(part).map(PictureHeader::width).orElse(20))
                    .isEqualTo(20);
        }
        assertThat(PictureHeader.read(HexFormat.of().parseHex("ffd8ffe00000ffe00000")))
                .isEmpty();
        assertThat(PictureHeader.read(HexFormat.of().parseHex("ffd8ffffffff"))).isEmpty();
    }
}
