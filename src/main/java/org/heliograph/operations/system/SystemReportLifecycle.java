package org.heliograph.operations.system;

import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Says that this node stops, and deletes its row, before the parts that it needs for that stop. */
@Singleton
@jakarta.ejb.Startup
@DependsOn({"ApplicationInitializer", "JobScheduler"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class SystemReportLifecycle {
    private static final Logger LOG = Logger.getLogger(SystemReportLifecycle.class.getName());

    @Inject
    private SystemReporter reporter;

    @PreDestroy
    void stop() {
        try {
            reporter.stop();
        } catch (RuntimeException unpublished) {
            // another node notices the silence
            LOG.log(Level.FINE, "could not publish that this node stops", unpublished);
        }
    }
}
