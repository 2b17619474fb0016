package org.heliograph.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class TimerGuardTest {
    private final TimerGuard guard = new TimerGuard();

    private static InvocationContext tick(Callable<Object> work) {
        return (InvocationContext) Proxy.newProxyInstance(
                TimerGuardTest.class.getClassLoader(),
                new Class<?>[] {InvocationContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "proceed" -> work.call();
                    case "getMethod" -> TimerGuardTest.class.getDeclaredMethod("tick", Callable.class);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Test
    void whatATimerThrowsDoesNotReachTheServer() {
        assertThat(guard.keepGoing(tick(() -> {
                    throw new IllegalStateException("the database is away");
                })))
                .isNull();
    }

    @Test
    void whatATimerAnswersIsPassedOn() {
        assertThat(guard.keepGoing(tick(() -> "done"))).isEqualTo("done");
    }

    @Test
    void anErrorOfTheVirtualMachineIsNotHidden() {
        assertThatThrownBy(() -> guard.keepGoing(tick(() -> {
                    throw new OutOfMemoryError();
                })))
                .isInstanceOf(OutOfMemoryError.class);
    }
}
