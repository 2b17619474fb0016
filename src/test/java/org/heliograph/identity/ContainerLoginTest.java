package org.heliograph.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.heliograph.platform.StartState;
import org.heliograph.rest.ApiException;
import org.junit.jupiter.api.Test;

class ContainerLoginTest {
    private final StartState state = new StartState();
    private final ContainerLogin container = new ContainerLogin(state);
    private boolean accepting = true;
    private int logins;

    private final HttpMessageContext context = (HttpMessageContext) Proxy.newProxyInstance(
            HttpMessageContext.class.getClassLoader(),
            new Class<?>[] {HttpMessageContext.class},
            (self, method, args) -> {
                assertThat(method.getName()).isEqualTo("notifyContainerAboutLogin");
                logins++;
                if (!accepting) {
                    throw new IllegalStateException("refused");
                }
                return AuthenticationStatus.SUCCESS;
            });

    private void login() {
        assertThat(container.login(context, new CallerPrincipal("alice"), Set.of()))
                .isEqualTo(AuthenticationStatus.SUCCESS);
    }

    private void assertRefused(String code) {
        assertThatThrownBy(this::login).isInstanceOfSatisfying(ApiException.class, refused -> {
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo(code);
        });
    }

    @Test
    void aFailureAfterASuccessConcernsOneCallOnly() {
        state.started();
        login();

        accepting = false;
        assertRefused("BUSY");

        assertThat(state.reason()).isEmpty();
        accepting = true;
        login();
    }

    @Test
    void aServerThatAcceptsNobodyDoesNotServe() {
        state.started();
        accepting = false;

        assertRefused("NOT_CONFIGURED");

        assertThat(state.reason()).contains(ContainerLogin.NOT_IN_FORCE);
    }

    @Test
    void theNextGoodLoginEndsARefusalByMistake() {
        state.started();
        accepting = false;
        assertRefused("NOT_CONFIGURED");

        accepting = true;
        login();

        assertThat(state.reason()).isEmpty();
    }

    @Test
    void theNextGoodCheckEndsARefusalByMistake() {
        state.started();
        accepting = false;
        container.check(context);
        container.check(context);
        assertThat(state.reason()).contains(ContainerLogin.NOT_IN_FORCE);

        accepting = true;
        container.check(context);

        assertThat(state.reason()).isEmpty();
    }

    @Test
    void theServerIsCheckedOnce() {
        container.check(context);
        assertThat(logins).isZero();
        state.started();
        container.check(context);
        container.check(context);

        assertThat(logins).isEqualTo(1);
    }

    @Test
    void anotherReasonNotToServeStays() {
        accepting = false;
        assertRefused("NOT_CONFIGURED");
        assertThat(state.reason()).contains("starting");

        accepting = true;
        login();
        assertThat(state.reason()).contains("starting");
    }
}
