package org.heliograph.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kept inputs, once each, and long ones that are made of them. */
class CorpusTest {
    /** More than a frame may have, and than most bodies. */
    private static final int LONG = 64 * 1024;

    /** Of CPU, for an input of 64 KiB on a machine that is not warm: linear code takes some milliseconds. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    static Stream<String> targets() {
        return FuzzTargets.names().stream();
    }

    @Test
    void everyFolderOfTheCorpusHasATargetAndEveryTargetHasInputs() throws IOException {
        try (var folders = java.nio.file.Files.list(Corpus.FOLDER)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(FuzzTargets.names());
        }
        assertThat(FuzzTargets.names())
                .allSatisfy(name -> assertThat(Corpus.inputs(name)).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("targets")
    void everyKeptInputIsHandled(String name) {
        Corpus.files(Corpus.FOLDER.resolve(name))
                .forEach(file -> assertThatCode(() -> FuzzTargets.find(name).accept(Corpus.bytes(file)))
                        .as(file.toString())
                        .doesNotThrowAnyException());
        assertThatCode(() -> FuzzTargets.find(name).accept(new byte[0])).doesNotThrowAnyException();
    }

    @Test
    void everyInputThatJazzerFoundIsHandled() {
        Corpus.files(Corpus.FOUND)
                .forEach(file -> assertThatCode(() -> DecoderFuzz.dispatch(Corpus.bytes(file)))
                        .as(file.toString())
                        .doesNotThrowAnyException());
    }

    /** A parser whose time grows with the square of its input is a way to stop a node. */
    @ParameterizedTest
    @MethodSource("targets")
    void longInputsTakeNoLongTime(String name) throws Exception {
        for (byte[] input : longInputs(name)) {
            long begin = THREADS.getCurrentThreadCpuTime();
            FuzzTargets.find(name).accept(input);
            assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - begin))
                    .as("%s…", new String(input, 0, 60, StandardCharsets.UTF_8))
                    .isLessThan(LONGEST);
        }
    }

    /** Repeated special characters after the beginning of an example, and the middle of an example again and again. */
    private static List<byte[]> longInputs(String name) {
        List<byte[]> inputs = new ArrayList<>();
        byte[] example = Corpus.inputs(name).get(0);
        for (String part : List.of(
                "%",
                "*", "[", "{\"a\":", "\"", "\\", ",", ";q=", ":", "=&", " ", "\n", "1", "a", "ü", "{A.", "$A", "../",
                "a&")) {
            inputs.add(repeated(new byte[0], part.getBytes(StandardCharsets.UTF_8)));
            inputs.add(repeated(
                    java.util.Arrays.copyOf(example, example.length / 2), part.getBytes(StandardCharsets.UTF_8)));
        }
        inputs.add(
                repeated(example, java.util.Arrays.copyOfRange(example, example.length / 3, example.length / 2 + 1)));
        return inputs;
    }

    private static byte[] repeated(byte[] start, byte[] part) {
        ByteArrayOutputStream input = new ByteArrayOutputStream(LONG);
        input.writeBytes(start);
        while (input.size() + part.length <= LONG) {
            input.writeBytes(part);
        }
        return input.toByteArray();
    }
}
