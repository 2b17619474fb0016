package org.heliograph.machine;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import org.heliograph.platform.TimerGuard;

/** Runs on every node: each takes the silent machines that no other node is just taking. */
@Singleton
@Interceptors(TimerGuard.class)
@DependsOn("ApplicationInitializer")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CleanupTimer {
    @Inject
    private MachineCleanup cleanup;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void everySecond() {
        cleanup.runWhenDue();
    }
}
