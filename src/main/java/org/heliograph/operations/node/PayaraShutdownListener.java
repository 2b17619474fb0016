package org.heliograph.operations.node;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.hub.drain.DrainService;

/**
 * Closes the open sockets with 1001 when Payara is going to stop, and when it undeploys the application. Before it stops applications it
 * closes its listeners, so that nothing of an application can do so then; but it says that it is going to, and waits for those who hear it.
 * An undeployment leaves the sockets open, and ends the servlets' part first, after which the sockets' part can no longer send: hence this
 * is no bean. WildFly closes the sockets of an application by itself. By reflection, since no artifact holds Payara's classes for
 * applications.
 */
@WebListener
public class PayaraShutdownListener implements ServletContextListener {
    private static final Logger LOG = Logger.getLogger(PayaraShutdownListener.class.getName());
    private static final String SERVICES = "org.glassfish.internal.api.Globals";
    private static final String EVENTS = "org.glassfish.api.event.Events";
    private static final String LISTENER = "org.glassfish.api.event.EventListener";
    private static final String SHUTDOWN = "prepare_shutdown";

    /** How long the stop and the undeployment wait for peers: a peer that reads has its close frame at once. */
    private static final Duration MOST = Duration.ofSeconds(3);

    @Inject
    private DrainService draining;

    /** Ends the registration. */
    private Runnable unregister = () -> {};

    private boolean payara;
    private volatile boolean stopping;

    @Override
    public void contextInitialized(ServletContextEvent start) {
        Class<?> services;
        try {
            services = Class.forName(SERVICES);
        } catch (ClassNotFoundException anotherServer) {
            return;
        }
        payara = true;
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
            stopping = true;
            closeAll();
        }
    }

    private void closeAll() {
        if (!draining.closeAll(MOST)) {
            LOG.info("some connections have not taken their close frame, and are cut");
        }
    }

    private static void call(Method method, Object target, Object argument) {
        try {
            method.invoke(target, argument);
        } catch (ReflectiveOperationException gone) {
            LOG.log(Level.FINE, "no longer registered", gone);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent end) {
        unregister.run();
        if (payara && !stopping) {
            closeAll();
        }
    }
}
