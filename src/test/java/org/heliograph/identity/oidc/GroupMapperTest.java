package org.heliograph.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.heliograph.identity.provider.ProviderIdentity;
import org.heliograph.settings.Configuration;
import org.junit.jupiter.api.Test;

class GroupMapperTest {
    private final Map<String, String> settings = Map.of(
            "heliograph.oidc.groups", "ops=acme:member;leads=acme:owner;ops=globex:admin",
            "heliograph.oidc.roles", "noc=operator;root=admin");
    private final GroupMapper mapper =
            new GroupMapper(new Configuration(name -> Optional.ofNullable(settings.get(name))));

    private static ProviderIdentity person(Set<String> groups, Map<String, String> organizations) {
        return new ProviderIdentity("https://id.example", "1", null, null, "Alice", groups, organizations, "t");
    }

    @Test
    void theGreatestRoleOfAllGroupsAndTheClaimCounts() {
        assertThat(mapper.organizations(person(Set.of("ops", "leads"), Map.of("globex", "member", "initech", "chief"))))
                .isEqualTo(Map.of("acme", "owner", "globex", "admin", "initech", "member"));
        assertThat(mapper.platformRole(person(Set.of("noc", "root"), Map.of()))).contains("admin");
    }

    @Test
    void otherGroupsGiveNothing() {
        assertThat(mapper.organizations(person(Set.of("OPS", "admin"), Map.of())))
                .isEmpty();
        assertThat(mapper.platformRole(person(Set.of("admin"), Map.of()))).isEmpty();
    }
}
