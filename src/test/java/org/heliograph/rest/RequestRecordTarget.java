package org.heliograph.rest;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.heliograph.fuzz.FuzzTarget;
import org.heliograph.fuzz.Require;
import org.heliograph.json.JsonText;

/** Bodies of requests, as every request record of the application. */
public final class RequestRecordTarget implements FuzzTarget {
    private static final int LARGEST = 256 * 1024;
    private static final int AT_ONCE = 3;
    private static final Set<Class<?>> BOUND =
            Set.of(String.class, Optional.class, boolean.class, Boolean.class, Integer.class, JsonValue.class);

    private final List<Class<? extends Record>> records = records();

    @Override
    public void accept(byte[] input) throws IOException {
        Body body;
        try {
            body = BodyReader.read(new ByteArrayInputStream(input), LARGEST);
            BodyReader.readOptional(new ByteArrayInputStream(input));
        } catch (ApiException refused) {
            Require.refusal(refused);
            return;
        }
        Require.equal(JsonText.parse(body.json().toString()), body.json(), "the body of its text");
        Require.that(depth(body.json()) <= JsonText.MAX_DEPTH, "nested too deeply");
        // a few of them for each input, or validation would take most of the time
        int first = Math.floorMod(Arrays.hashCode(input), records.size());
        for (int i = first; i < first + AT_ONCE; i++) {
            Class<? extends Record> type = records.get(i % records.size());
            try {
                check(body.as(type));
            } catch (ApiException refused) {
                Require.refusal(refused);
                Require.that(!refused.details().isEmpty(), "a refusal without details");
            }
        }
    }

    private static void check(Record request) {
        for (RecordComponent component : request.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                Object value = component.getAccessor().invoke(request);
                Object text = value instanceof Optional<?> optional ? optional.orElse(null) : value;
                Require.that(!(text instanceof String sent) || Body.storable(sent), "a text that cannot be stored");
            } catch (ReflectiveOperationException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    private static int depth(JsonValue value) {
        Collection<JsonValue> inner;
        if (value instanceof JsonObject object) {
            inner = object.values();
        } else if (value instanceof JsonArray array) {
            inner = array;
        } else {
            return 0;
        }
        return 1 + inner.stream().mapToInt(RequestRecordTarget::depth).max().orElse(0);
    }

    /** The records that bodies are bound to: by name, so that none is left out. */
    private static List<Class<? extends Record>> records() {
        Path classes = Path.of("target/classes");
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith("Request.class"))
                    .map(file -> file.replace(".class", "").replace('/', '.'))
                    .sorted()
                    .<Class<? extends Record>>flatMap(RequestRecordTarget::load)
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Stream<Class<? extends Record>> load(String name) {
        try {
            Class<?> type = Class.forName(name);
            boolean bound = type.isRecord()
                    && Arrays.stream(type.getRecordComponents())
                            .allMatch(part -> BOUND.contains(part.getType())
                                    || part.getType().isEnum());
            return bound && type != org.heliograph.rest.cache.ReaderRequest.class
                    ? Stream.of(type.asSubclass(Record.class))
                    : Stream.empty();
        } catch (ClassNotFoundException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
