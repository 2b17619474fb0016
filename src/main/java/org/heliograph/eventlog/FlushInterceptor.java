package org.heliograph.eventlog;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;

/**
 * Flushes the entities and writes the log as the last step of the outermost transactional method, inside the server's own interceptor.
 * At the commit itself it would be too late on Payara: there a {@code @Transactional} method has left its transaction by then as far
 * as connections are concerned, and a connection that is first taken for the flush at commit commits each statement by itself.
 */
@Interceptor
@Transactional(Transactional.TxType.REQUIRED)
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class FlushInterceptor {
    @Resource
    private TransactionSynchronizationRegistry transactions;

    @Inject
    private EventLog log;

    /** The same for {@code REQUIRES_NEW}: an interceptor is bound to one type of transaction. */
    @Interceptor
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    @Priority(Interceptor.Priority.LIBRARY_BEFORE)
    public static class RequiresNew extends FlushInterceptor {}

    @AroundInvoke
    Object flushBeforeReturn(InvocationContext method) throws Exception {
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
