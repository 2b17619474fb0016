package org.heliograph.eventlog;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.TransactionSynchronizationRegistry;

/**
 * Flushes, and writes the log, as the last act within a transactional method. At the commit itself it would be too late on
 * Payara: there a {@code @Transactional} method has left its transaction by then, as far as connections are concerned, and
 * one that is first taken for the flush at commit commits each statement by itself.
 */
abstract class FlushInterceptor {
    @Resource
    private TransactionSynchronizationRegistry transactions;

    @Inject
    private EventLog log;

    @AroundInvoke
    Object flushAtTheEnd(InvocationContext method) throws Exception {
        boolean outermost = transactions.getResource(FlushInterceptor.class) == null;
        if (outermost) {
            transactions.putResource(FlushInterceptor.class, method.getMethod());
        }
        Object result = method.proceed();
        if (outermost && !transactions.getRollbackOnly()) {
            log.flush();
        }
        return result;
    }
}
