package org.heliograph.persistence;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Transactional;

/** Runs transactional methods within the {@link DatabaseBulkhead}, from before the transaction begins until it has ended. */
@Interceptor
@Transactional(Transactional.TxType.REQUIRED)
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class BulkheadInterceptor {
    @Inject
    private DatabaseBulkhead bulkhead;

    /** The same for {@code REQUIRES_NEW}: an interceptor is bound to one type of transaction. */
    @Interceptor
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    @Priority(Interceptor.Priority.PLATFORM_BEFORE)
    public static class RequiresNew extends BulkheadInterceptor {}

    @AroundInvoke
    Object bound(InvocationContext method) throws Exception {
        return bulkhead.run(method::proceed);
    }
}
