package org.heliograph.platform.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CurrentTraceTest {
    private static final Optional<TraceParent> TRACE =
            TraceParent.parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    private static final String MARK = " [traceId=4bf92f3577b34da6a3ce929d0e0e4736]";

    /** A handler of the server, which sees records after those of the application. */
    private static final class ServerHandler extends Handler {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void publish(LogRecord logged) {
            if (logged.getLoggerName().startsWith("org.heliograph.traced")) {
                lines.add(new SimpleFormatter().formatMessage(logged));
            }
        }

        @Override
        public void flush() {
            // nothing is kept
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private final Logger root = Logger.getLogger("");
    private final Logger logger = Logger.getLogger("org.heliograph.traced.Part");
    private final ServerHandler server = new ServerHandler();
    private final TraceLogHandler handler = new TraceLogHandler();

    @BeforeEach
    void install() {
        root.addHandler(server);
        handler.install();
    }

    @AfterEach
    void uninstall() {
        handler.uninstall();
        root.removeHandler(server);
    }

    @Test
    void recordsOfARequestEndInItsTrace() {
        logger.info("before");
        try (CurrentTrace.Scope request = CurrentTrace.open(TRACE)) {
            logger.log(Level.INFO, "it''s {0}", "{1}");
            logger.info("with {braces}");
            try (CurrentTrace.Scope other = CurrentTrace.open(Optional.empty())) {
                logger.info("within");
            }
            logger.info("again");
            assertThat(CurrentTrace.text()).isEqualTo(TRACE.orElseThrow().text());
        }
        logger.info("after");

        assertThat(server.lines)
                .containsExactly(
                        "before", "it's {1}" + MARK, "with {braces}" + MARK, "within", "again" + MARK, "after");
        assertThat(CurrentTrace.get()).isEmpty();
    }

    @Test
    void aHandlerThatIsTakenAwayLeavesRecordsAlone() {
        handler.uninstall();
        try (CurrentTrace.Scope request = CurrentTrace.open(TRACE)) {
            logger.info("alone");
        }

        assertThat(server.lines).containsExactly("alone");
    }
}
