package org.heliograph.cluster.pair;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Provides the same {@link Pair} to every test class, started for the first one. It is closed after {@link PairSuite}, or
 * when the process ends: a process that runs one class after the other starts JUnit anew for each.
 */
final class PairExtension implements ParameterResolver {
    private static Pair pair;
    private static boolean hooked;

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
            pair = new Pair();
            if (!hooked) {
                Runtime.getRuntime().addShutdownHook(new Thread(PairExtension::stop, "stop-pair"));
                hooked = true;
            }
        }
        return pair;
    }

    /** Stops the pair if there is one; the next test class that takes one starts another. */
    static synchronized void stop() {
        if (pair != null) {
            try {
                pair.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                pair = null;
            }
        }
    }
}
