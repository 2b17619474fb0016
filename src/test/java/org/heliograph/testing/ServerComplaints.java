package org.heliograph.testing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Prints, beside a test that has failed, what the servers complained of while it ran. Registered for every test. */
public final class ServerComplaints implements BeforeEachCallback, TestWatcher {
    private static final Pattern COMPLAINT = Pattern.compile("^\\S+ (?:WARN|ERROR|SEVERE|FATAL)");
    private static final int MOST = 40;

    /** How long each log was when the test began. */
    private final Map<Server, Long> before = new ConcurrentHashMap<>();

    @Override
    public void beforeEach(ExtensionContext test) {
        before.clear();
        Server.running().forEach(server -> before.put(server, server.logged()));
    }

    @Override
    public void testFailed(ExtensionContext test, Throwable cause) {
        Server.running().forEach(server -> print(test, server));
    }

    private void print(ExtensionContext test, Server server) {
        System.err.println(test.getRequiredTestClass().getSimpleName() + "." + test.getDisplayName() + " failed; "
                + server + " complained of:");
        server.logSince(before.getOrDefault(server, 0L))
                .lines()
                .filter(line -> COMPLAINT.matcher(line).find())
                .limit(MOST)
                .forEach(line -> System.err.println("  " + line));
    }
}
