package org.heliograph.machine.heartbeat;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ThreadFactory;
import org.heliograph.platform.AnswerExecutor;

/** Answers heartbeats after their commit. An agent that does not read its answer holds a thread of these and no writer. */
@ApplicationScoped
public class HeartbeatAnswers {
    /** The server cuts a client that does not read after a time; until then it holds one of them. */
    static final int THREADS = 16;

    static final int MAX_WAITING = 10_000;
    private static final long MAX_BYTES = 32L * 1024 * 1024;

    @Resource
    private ManagedThreadFactory threads;

    private AnswerExecutor executor;

    /** For the container. */
    public HeartbeatAnswers() {}

    /** Answers on other threads, in tests. */
    HeartbeatAnswers(ThreadFactory factory) {
        executor = executor(factory);
    }

    @PostConstruct
    void open() {
        executor = executor(threads);
    }

    private static AnswerExecutor executor(ThreadFactory factory) {
        return new AnswerExecutor("heliograph-heartbeat-answer", THREADS, MAX_WAITING, MAX_BYTES, factory);
    }

    /** Whether so many answers wait that no more heartbeats should be accepted. */
    boolean isFull() {
        return executor.isFull();
    }

    /** Runs an answer. @param bytes that it holds */
    void execute(Runnable answer, int bytes) {
        executor.execute(answer, bytes);
    }

    @PreDestroy
    void close() {
        executor.close();
    }
}
