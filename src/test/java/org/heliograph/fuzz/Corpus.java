package org.heliograph.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The kept inputs of a target: examples of what clients send, and inputs that have found a fault. */
final class Corpus {
    static final Path FOLDER = Path.of("src/test/resources/fuzz");

    /** Where Jazzer keeps inputs that fail; each begins with the byte that chooses the target. */
    static final Path FOUND = Path.of("src/test/resources/org/heliograph/fuzz/DecoderFuzzInputs/decode");

    private Corpus() {}

    static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static List<byte[]> inputs(String target) {
        return files(FOLDER.resolve(target)).stream().map(Corpus::bytes).toList();
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
