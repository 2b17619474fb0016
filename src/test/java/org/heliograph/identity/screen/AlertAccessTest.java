package org.heliograph.identity.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.heliograph.identity.Caller;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SettingException;
import org.heliograph.settings.SocketSettings;
import org.junit.jupiter.api.Test;

class AlertAccessTest {
    private final Map<String, String> settings = new HashMap<>();

    private Configuration configuration() {
        return new Configuration(name -> Optional.ofNullable(settings.get(name)));
    }

    private AlertAccess access(String... roles) {
        CurrentCaller caller = new CurrentCaller() {
            @Override
            public Caller get() {
                return new Caller("alice", null, Set.of(roles), Instant.MAX, Map.of());
            }
        };
        return new AlertAccess(caller, null, configuration());
    }

    private void mayChangeAlerts(String role) {
        assertThat(access(role).requireOperator().userId()).isEqualTo("alice");
    }

    private void mayNotChangeAlerts(String... roles) {
        assertThatThrownBy(() -> access(roles).requireOperator())
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.status()).isEqualTo(403));
    }

    @Test
    void administratorsOperatorsAndServicesChangeAlertsAndUsersDoNot() {
        mayChangeAlerts("admin");
        mayChangeAlerts("operator");
        mayChangeAlerts("service");
        mayNotChangeAlerts("user");
        mayNotChangeAlerts();
    }

    @Test
    void inTheDemoEverySignedInUserChangesAlerts() {
        settings.put("heliograph.demo", "true");

        mayChangeAlerts("user");
    }

    @Test
    void configuredRolesReplaceTheDefaultAlsoInTheDemo() {
        settings.put("heliograph.demo", "true");
        settings.put("heliograph.alerts.roles", "noc , admin");

        mayChangeAlerts("noc");
        mayNotChangeAlerts("operator", "user");
        settings.put("heliograph.alerts.roles", "*");
        mayChangeAlerts("user");
    }

    @Test
    void whatIsNoListOfRolesStopsTheStart() {
        for (String wrong : new String[] {"admin,", "a b", "admin;operator"}) {
            settings.put("heliograph.alerts.roles", wrong);
            assertThatThrownBy(() -> configuration().get(SocketSettings.ALERTS_ROLES))
                    .isInstanceOf(SettingException.class)
                    .hasMessageStartingWith("heliograph.alerts.roles must be");
        }
        settings.clear();
        assertThatCode(() -> configuration().check()).doesNotThrowAnyException();
    }
}
