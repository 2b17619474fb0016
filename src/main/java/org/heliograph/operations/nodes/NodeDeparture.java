package org.heliograph.operations.nodes;

import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Deletes the row of this node when the application stops, while the data source is still there. */
@Singleton
@jakarta.ejb.Startup
@DependsOn("ApplicationInitializer")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class NodeDeparture {
    @Inject
    private NodeDirectory directory;

    @PreDestroy
    void leave() {
        directory.leave();
    }
}
