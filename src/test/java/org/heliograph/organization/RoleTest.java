package org.heliograph.organization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoleTest {
    @Test
    void parseIgnoresCaseAndRejectsOtherText() {
        assertThat(Role.parse("Owner")).contains(Role.OWNER);
        assertThat(Role.parse("member")).contains(Role.MEMBER);
        assertThat(Role.parse("root")).isEmpty();
        assertThat(Role.parse("")).isEmpty();
        assertThat(Role.parse(null)).isEmpty();
    }

    @Test
    void onlyAdminsAndOwnersAdminister() {
        assertThat(Role.OWNER.administers()).isTrue();
        assertThat(Role.ADMIN.administers()).isTrue();
        assertThat(Role.MEMBER.administers()).isFalse();
    }

    @Test
    void roleIsStoredAsItsWireText() {
        Role.Column converter = new Role.Column();

        assertThat(converter.convertToDatabaseColumn(Role.ADMIN)).isEqualTo("admin");
        assertThat(converter.convertToEntityAttribute("admin")).isEqualTo(Role.ADMIN);
    }
}
