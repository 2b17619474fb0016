package org.heliograph.eventlog;

import jakarta.annotation.Priority;
import jakarta.interceptor.Interceptor;
import jakarta.transaction.Transactional;

/** The {@link FlushInterceptor} of every method with a transaction of its own; runs within the server's own interceptor. */
@Interceptor
@Transactional(Transactional.TxType.REQUIRES_NEW)
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class RequiresNewFlushInterceptor extends FlushInterceptor {}
