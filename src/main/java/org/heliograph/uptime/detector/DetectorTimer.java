package org.heliograph.uptime.detector;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import org.heliograph.platform.TimerGuard;

/** Runs on every node: each looks after the monitors that no other node is just looking after. */
@Singleton
@Interceptors(TimerGuard.class)
@DependsOn("ServerAvailabilityTimer")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DetectorTimer {
    @Inject
    private MissingPulseDetector detector;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void everySecond() {
        detector.run();
    }
}
