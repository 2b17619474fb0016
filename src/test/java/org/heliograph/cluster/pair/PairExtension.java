package org.heliograph.cluster.pair;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Provides the same {@link Pair} to every test class, started for the first one. It is closed when the process ends: a process
 * that runs one class after the other starts JUnit anew for each.
 */
final class PairExtension implements ParameterResolver {
    private static Pair pair;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Pair.class;
    }

    @Override
    public Pair resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return pair();
    }

    private static synchronized Pair pair() {
        if (pair == null) {
            Pair started = new Pair();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(started), "stop-pair"));
            pair = started;
        }
        return pair;
    }

    private static void close(Pair started) {
        try {
            started.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
