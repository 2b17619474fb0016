package org.heliograph.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class GroupRoleTest {
    @Test
    void readsGroupsWithTheirOrganisationsAndRoles() {
        assertThat(OidcSettings.GROUPS.parse("/fleet/ops=acme:admin; cn=noc,ou=groups=globex:member"))
                .containsExactly(
                        new GroupRole("/fleet/ops", "acme", "admin"),
                        new GroupRole("cn=noc,ou=groups", "globex", "member"));
        assertThat(OidcSettings.ROLES.parse("admins=admin;noc=operator"))
                .containsExactly(new GroupRole("admins", null, "admin"), new GroupRole("noc", null, "operator"));
    }

    @Test
    void refusesWhatIsIncompleteOrUnknown() {
        for (String text : List.of("ops", "ops=", "=acme:admin", "ops=acme", "ops=acme:root", "ops=:admin")) {
            assertThatThrownBy(() -> OidcSettings.GROUPS.parse(text)).isInstanceOf(SettingException.class);
        }
        assertThatThrownBy(() -> OidcSettings.ROLES.parse("ops=acme:admin")).isInstanceOf(SettingException.class);
    }
}
