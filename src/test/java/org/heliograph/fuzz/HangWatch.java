package org.heliograph.fuzz;

import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends the process, and prints the input and the stack, when an input is not handled within a time that no pause of a machine takes. */
final class HangWatch {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Thread watched = Thread.currentThread();
    private volatile byte[] input;
    private volatile long since;

    /** Watches the current thread. */
    HangWatch() {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "hang-watch");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleAtFixedRate(this::check, 1, 1, TimeUnit.SECONDS);
    }

    void begin(byte[] next) {
        since = System.nanoTime();
        input = next;
    }

    void end() {
        input = null;
    }

    private void check() {
        byte[] present = input;
        if (present != null && System.nanoTime() - since > LONGEST_NANOS && present == input) {
            String text = Base64.getEncoder().encodeToString(present);
            System.err.println("An input takes more than 30 s: " + text); // no report comes after the halt
            for (StackTraceElement frame : watched.getStackTrace()) {
                System.err.println("    at " + frame); // where it hangs, for the same reason
            }
            Runtime.getRuntime().halt(1);
        }
    }
}
