package org.heliograph.eventlog;

import jakarta.annotation.Priority;
import jakarta.interceptor.Interceptor;
import jakarta.transaction.Transactional;

/** The {@link FlushInterceptor} of every method that may have begun its transaction; runs within the server's own interceptor. */
@Interceptor
@Transactional(Transactional.TxType.REQUIRED)
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class RequiredFlushInterceptor extends FlushInterceptor {}
