package org.heliograph.testing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Prints the warnings and errors of running servers since the start of a failed test. Registered for every
 * test as a service.
 */
public final class ServerLogExtension
        implements BeforeEachCallback, TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {
    /** Log formats of WildFly and of Payara. */
    private static final Pattern COMPLAINT =
            Pattern.compile("^\\S+ (?:WARN|ERROR|SEVERE|FATAL)|^\\[.*\\[(?:WARNING|SEVERE)]");
    /** Lines of a stack trace. */
    private static final Pattern STACK = Pattern.compile("^\\s*(?:at |Caused by: |\\.\\.\\. \\d)");

    private static final int MOST_LINES = 80;

    /** Size of each log at the start of the test. */
    private final Map<Server, Long> before = new ConcurrentHashMap<>();

    @Override
    public void beforeEach(ExtensionContext test) {
        before.clear();
        Server.running().forEach(server -> before.put(server, server.logged()));
    }

    @Override
    public void handleTestExecutionException(ExtensionContext test, Throwable cause) throws Throwable {
        print(test);
        throw cause;
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext test, Throwable cause) throws Throwable {
        print(test);
        throw cause;
    }

    private void print(ExtensionContext test) {
        String name = test.getRequiredTestClass().getSimpleName() + "." + test.getDisplayName();
        Server.running().forEach(server -> print(name, server));
    }

    private void print(String test, Server server) {
        String head = test + " failed; since it began " + server + " complained of:";
        System.err.println(head); // CI keeps the console and not the servers' logs
        boolean complaint = false;
        int printed = 0;
        for (String line :
                server.logSince(before.getOrDefault(server, 0L)).lines().toList()) {
            complaint = COMPLAINT.matcher(line).find()
                    || complaint && STACK.matcher(line).find();
            if (complaint && printed++ < MOST_LINES) {
                System.err.println("  " + line); // for the same reason
            }
        }
    }
}
