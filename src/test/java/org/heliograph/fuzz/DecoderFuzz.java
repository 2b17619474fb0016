package org.heliograph.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All targets, with inputs that Jazzer makes: it watches which branches an input takes, and changes those that take new ones. The
 * first byte of an input chooses the target, unless {@code -Dfuzz.target} names one (docs/fuzzing.md).
 */
class DecoderFuzz {
    private static final String TARGET = System.getProperty("fuzz.target", "");
    private static final HeapCheck HEAP = new HeapCheck();
    private static HangWatch watch;

    static Stream<Arguments> examples() {
        return IntStream.range(0, FuzzTargets.names().size())
                .filter(index ->
                        TARGET.isEmpty() || TARGET.equals(FuzzTargets.names().get(index)))
                .boxed()
                .flatMap(index -> Corpus.inputs(FuzzTargets.names().get(index)).stream()
                        .map(input -> Arguments.of((Object) chosen(index, input))));
    }

    private static byte[] chosen(int target, byte[] input) {
        ByteArrayOutputStream chosen = new ByteArrayOutputStream(input.length + 1);
        chosen.write(target);
        chosen.writeBytes(input);
        return chosen.toByteArray();
    }

    @MethodSource("examples")
    @DictionaryFile(resourcePath = "/fuzz.dict")
    @FuzzTest(maxDuration = "20s")
    void decode(byte[] input) throws Exception {
        if (watch == null) {
            watch = new HangWatch();
        }
        watch.begin(input);
        dispatch(input);
        watch.end();
        HEAP.count();
    }

    static void dispatch(byte[] input) throws Exception {
        if (input.length > 0) {
            String name = TARGET.isEmpty()
                    ? FuzzTargets.names()
                            .get((input[0] & 0xFF) % FuzzTargets.names().size())
                    : TARGET;
            FuzzTargets.find(name).accept(Arrays.copyOfRange(input, 1, input.length));
        }
    }
}
