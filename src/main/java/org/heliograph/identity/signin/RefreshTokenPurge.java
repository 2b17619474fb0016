package org.heliograph.identity.signin;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import org.heliograph.platform.TimerGuard;

/** Every ten minutes, expired refresh tokens are removed. */
@Singleton
@Interceptors(TimerGuard.class)
@DependsOn("ApplicationInitializer")
@TransactionManagement(TransactionManagementType.BEAN)
public class RefreshTokenPurge {
    @Inject
    private RefreshTokenService tokens;

    @Schedule(hour = "*", minute = "*/10", persistent = false)
    public void purge() {
        tokens.purge();
    }
}
