package org.heliograph.container;

import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs tasks on a thread of an enterprise bean, as the sequencer and the jobs do; tests themselves run on threads of requests. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class BackgroundThread {
    @Resource
    private ManagedThreadFactory threads;

    /** Runs a task and waits for its end; what it throws is the cause of what this method throws. */
    public void run(Runnable task) {
        CompletableFuture<Void> done = CompletableFuture.runAsync(
                task, started -> threads.newThread(started).start());
        done.orTimeout(1, TimeUnit.MINUTES).join();
    }
}
