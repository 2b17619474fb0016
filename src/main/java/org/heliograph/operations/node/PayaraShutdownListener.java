package org.heliograph.operations.node;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.hub.drain.DrainService;

/**
 * Closes the open sockets with 1001 when Payara is going to stop. It closes its listeners before it stops applications, so that no bean can
 * do so when it is destroyed; but it says that it is going to, and waits for those who hear it. WildFly closes the sockets of an application
 * by itself. By reflection, since no artifact holds Payara's classes for applications.
 */
@Singleton
@jakarta.ejb.Startup
@DependsOn("ApplicationInitializer")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class PayaraShutdownListener {
    private static final Logger LOG = Logger.getLogger(PayaraShutdownListener.class.getName());
    private static final String SERVICES = "org.glassfish.internal.api.Globals";
    private static final String EVENTS = "org.glassfish.api.event.Events";
    private static final String LISTENER = "org.glassfish.api.event.EventListener";
    private static final String SHUTDOWN = "prepare_shutdown";

    /** How long the stop waits for peers: a peer that reads has its close frame at once. */
    private static final Duration MOST = Duration.ofSeconds(3);

    @Inject
    private DrainService draining;

    /** Ends the registration. */
    private Runnable unregister = () -> {};

    @PostConstruct
    void register() {
        Class<?> services;
        try {
            services = Class.forName(SERVICES);
        } catch (ClassNotFoundException anotherServer) {
            return;
        }
        try {
            Class<?> type = Class.forName(LISTENER);
            Object events = services.getMethod("get", Class.class).invoke(null, Class.forName(EVENTS));
            Object listener = Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, handler());
            Method unregistration = Class.forName(EVENTS).getMethod("unregister", type);
            Class.forName(EVENTS).getMethod("register", type).invoke(events, listener);
            unregister = () -> call(unregistration, events, listener);
        } catch (ReflectiveOperationException unknown) {
            LOG.log(Level.WARNING, "this version of Payara does not say that it stops: sockets are cut then", unknown);
        }
    }

    private InvocationHandler handler() {
        return (proxy, method, arguments) -> switch (method.getName()) {
            case "event" -> {
                heard(arguments[0]);
                yield null;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "Heliograph";
        };
    }

    private void heard(Object event) throws ReflectiveOperationException {
        if (SHUTDOWN.equals(event.getClass().getMethod("name").invoke(event))) {
            if (!draining.closeAll(MOST)) {
                LOG.info("some connections have not taken their close frame, and are cut");
            }
        }
    }

    private static void call(Method method, Object target, Object argument) {
        try {
            method.invoke(target, argument);
        } catch (ReflectiveOperationException gone) {
            LOG.log(Level.FINE, "no longer registered", gone);
        }
    }

    @PreDestroy
    void end() {
        unregister.run();
    }
}
