package org.heliograph.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes inputs of others by a few random changes; knows nothing of the code that reads them. */
final class Mutator {
    private static final int LONGEST = 4096;
    private static final int MOST_CHANGES = 6;

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x([0-9A-F]{2})|(.))");

    private static final List<byte[]> WORDS = words();

    private final SplittableRandom random;

    Mutator(long seed) {
        random = new SplittableRandom(seed);
    }

    /** One of the inputs, changed. */
    byte[] next(List<byte[]> inputs) {
        byte[] input = pick(inputs);
        for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
            input = changed(input, inputs);
        }
        return input;
    }

    private byte[] changed(byte[] input, List<byte[]> inputs) {
        int at = random.nextInt(input.length + 1);
        int end = Math.min(input.length, at + 1 + random.nextInt(8));
        return switch (random.nextInt(8)) {
            case 0 -> replaced(input, at, at, pick(WORDS));
            case 1 -> replaced(input, at, end, pick(WORDS));
            case 2 -> replaced(input, at, end, new byte[0]);
            case 3 -> replaced(input, at, Math.min(input.length, at + 1), new byte[] {(byte) random.nextInt(256)});
            case 4 -> replaced(input, at, at, new byte[] {(byte) random.nextInt(32, 127)});
            case 5 -> replaced(input, at, at, part(input));
            case 6 -> replaced(input, at, end, part(pick(inputs)));
            default -> replaced(input, at, input.length, part(pick(inputs)));
        };
    }

    private byte[] pick(List<byte[]> from) {
        return from.get(random.nextInt(from.size()));
    }

    private byte[] part(byte[] input) {
        int from = random.nextInt(input.length + 1);
        return Arrays.copyOfRange(input, from, from + random.nextInt(input.length - from + 1));
    }

    private static byte[] replaced(byte[] input, int from, int to, byte[] by) {
        if (input.length - (to - from) + by.length > LONGEST) {
            return input;
        }
        ByteArrayOutputStream output = new ByteArrayOutputStream(input.length + by.length);
        output.write(input, 0, from);
        output.writeBytes(by);
        output.write(input, to, input.length - to);
        return output.toByteArray();
    }

    /** Those of the dictionary that Jazzer uses as well. */
    private static List<byte[]> words() {
        try {
            return Files.readAllLines(Path.of("src/test/resources/fuzz.dict")).stream()
                    .filter(line -> line.startsWith("\""))
                    .map(line -> word(line.substring(1, line.length() - 1)))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Each letter of the unescaped text is a byte. */
    private static byte[] word(String escaped) {
        return ESCAPE.matcher(escaped)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) == null
                                ? found.group(2)
                                : String.valueOf((char) Integer.parseInt(found.group(1), 16))))
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
