package org.heliograph.machine.count;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;

/**
 * Writes the counts at the end of the outermost transactional method, before the log is written: nothing comes after that. At the commit
 * itself it would be too late on Payara ({@code org.heliograph.eventlog.FlushInterceptor}).
 */
@Interceptor
@Transactional(Transactional.TxType.REQUIRED)
@Priority(Interceptor.Priority.LIBRARY_BEFORE + 10)
public class MachineCountInterceptor {
    @Resource
    private TransactionSynchronizationRegistry transactions;

    @Inject
    private MachineCounts counts;

    /** The same for {@code REQUIRES_NEW}: an interceptor is bound to one type of transaction. */
    @Interceptor
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    @Priority(Interceptor.Priority.LIBRARY_BEFORE + 10)
    public static class RequiresNew extends MachineCountInterceptor {}

    @AroundInvoke
    Object writeBeforeReturn(InvocationContext method) throws Exception {
        boolean outermost = transactions.getResource(MachineCountInterceptor.class) == null;
        if (outermost) {
            transactions.putResource(MachineCountInterceptor.class, method.getMethod());
        }
        Object result = method.proceed();
        if (outermost && !transactions.getRollbackOnly()) {
            counts.write();
        }
        return result;
    }
}
