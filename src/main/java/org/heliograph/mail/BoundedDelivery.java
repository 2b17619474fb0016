package org.heliograph.mail;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Delivers a few mails at a time, each on a thread of its own, for which the caller waits for a bounded time, whatever the mail server does. */
final class BoundedDelivery implements AutoCloseable {
    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;
    private final Duration most;

    /** @param concurrent mails at a time @param most the time that one may take @param factory of the threads */
    BoundedDelivery(int concurrent, Duration most, ThreadFactory factory) {
        this.most = most;
        threads = new ThreadPoolExecutor(
                0, concurrent, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    /** @throws IOException when the mail server did not take it, with a reason that repeats nothing of it */
    void deliver(MailDelivery session, MailMessage message) throws IOException {
        Future<?> delivery;
        try {
            delivery = threads.submit(() -> {
                session.send(message);
                return null;
            });
        } catch (RejectedExecutionException full) {
            throw new IOException("too many mails are being sent");
        }
        try {
            delivery.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            throw new SocketTimeoutException("the mail server is too slow");
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException known
                    ? known
                    : new IOException("the mail could not be sent", failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the node is stopping");
        } finally {
            // ends the session's thread, whatever it waits for
            session.close();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
