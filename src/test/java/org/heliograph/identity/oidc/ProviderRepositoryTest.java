package org.heliograph.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.heliograph.identity.SecureTokens;
import org.heliograph.identity.provider.LogoutNotice;
import org.heliograph.identity.provider.ProviderIdentity;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.persistence.TestDatabase;
import org.heliograph.settings.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProviderRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:30:45.123Z");
    private final String issuer = "https://" + UUID.randomUUID() + ".example";
    private final String account = UUID.randomUUID().toString();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    private void account(TestDatabase database, String id) {
        database.sql()
                .update(
                        "insert into account (id, email, name, password_hash, role, created_at) values (?, ?, 'x', 'x', 'user', ?)",
                        id,
                        id + "@acme.test",
                        NOW);
    }

    private ProviderSessionRepository sessions(TestDatabase database, Instant now) {
        return new ProviderSessionRepository(
                database.sql(), new Configuration(name -> Optional.empty()), Clock.fixed(now, ZoneOffset.UTC));
    }

    private ProviderIdentity person(String subject, String session) {
        return new ProviderIdentity(issuer, subject, session, null, "Alice", Set.of(), Map.of(), "a.b.c");
    }

    private LogoutNotice notice(String subject, String session) {
        return new LogoutNotice(issuer, subject, session, UUID.randomUUID().toString(), NOW.plusSeconds(60));
    }

    @ParameterizedTest
    @EnumSource
    void aSubjectHasOneAccountAndAnAccountOneSubject(TestDatabase database) {
        IdentityRepository identities = new IdentityRepository(database.sql(), clock);
        account(database, account);
        identities.insert(issuer, "person-1", account, true);

        assertThat(identities.find(issuer, "person-1").orElseThrow().accountId())
                .isEqualTo(account);
        assertThat(identities.find(issuer, "PERSON-1")).isEmpty();
        assertThat(identities.find("https://other.example", "person-1")).isEmpty();
        assertThatThrownBy(() -> identities.insert(issuer, "person-2", account, false))
                .matches(DatabaseException::isDuplicate);
        identities.use(issuer, "person-1", "admin", "operator");
        IdentityRepository.Link link = identities.ofAccount(issuer, account).orElseThrow();
        assertThat(link.role()).isEqualTo("admin");
        assertThat(link.previousRole()).isEqualTo("operator");
        assertThat(identities.delete(issuer, account)).isTrue();
        assertThat(identities.delete(issuer, account)).isFalse();
    }

    @Test
    void theRoleThatWasGivenByHandIsKeptWhileGroupsGiveOne() {
        IdentityRepository.Link none = new IdentityRepository.Link(account, "person-1", false, null, null);
        IdentityRepository.Link mapped = new IdentityRepository.Link(account, "person-1", false, "admin", "operator");

        assertThat(none.previousRole(Optional.of("admin"), "admin")).isEqualTo("admin");
        assertThat(none.previousRole(Optional.empty(), "admin")).isNull();
        assertThat(mapped.previousRole(Optional.of("admin"), "admin")).isEqualTo("operator");
        assertThat(mapped.previousRole(Optional.of("admin"), "user")).isEqualTo("user");
    }

    @ParameterizedTest
    @EnumSource
    void aPermissionToLinkIsUsedOnceAndEndsAfterAWeek(TestDatabase database) {
        IdentityRepository identities = new IdentityRepository(database.sql(), clock);
        IdentityRepository later = new IdentityRepository(database.sql(), Clock.offset(clock, Duration.ofDays(8)));
        account(database, account);
        identities.permit(account, "admin");
        identities.permit(account, "admin");

        assertThat(identities.isPermitted(account)).isTrue();
        assertThat(later.isPermitted(account)).isFalse();
        identities.insert(issuer, "person-1", account, false);
        assertThat(identities.isPermitted(account)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void anAccountThatIsHandedOverKeepsNoLinkOfAnyProviderAndNoPermission(TestDatabase database) {
        IdentityRepository identities = new IdentityRepository(database.sql(), clock);
        account(database, account);
        identities.insert(issuer, "person-1", account, false);
        identities.insert("https://" + UUID.randomUUID() + ".example", "person-1", account, false);
        identities.use(issuer, "person-1", "admin", "operator");
        identities.permit(account, "admin");
        assertThat(identities.allOf(account))
                .extracting(IdentityRepository.Link::role)
                .containsExactlyInAnyOrder("admin", null);

        identities.deleteAll(account);

        assertThat(identities.allOf(account)).isEmpty();
        assertThat(identities.isPermitted(account)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aNoticeNamesASessionASubjectOrBoth(TestDatabase database) {
        ProviderSessionRepository sessions = sessions(database, NOW);
        account(database, account);
        String one = UUID.randomUUID().toString();
        String two = UUID.randomUUID().toString();
        sessions.insert(one, account, person("person-1", "s-1"));
        sessions.insert(two, account, person("person-1", "s-2"));

        assertThat(sessions.endedBy(notice(null, "s-1")))
                .extracting(ProviderSessionRepository.Session::id)
                .containsExactly(one);
        assertThat(sessions.endedBy(notice("person-1", null))).hasSize(2);
        assertThat(sessions.endedBy(notice("person-1", "s-2")))
                .extracting(ProviderSessionRepository.Session::id)
                .containsExactly(two);
        assertThat(sessions.endedBy(notice("person-2", "s-1"))).isEmpty();
        assertThat(sessions(database, NOW).expired())
                .extracting(ProviderSessionRepository.Session::id)
                .doesNotContain(one);
        assertThat(sessions(database, NOW.plus(Duration.ofHours(13))).expired())
                .extracting(ProviderSessionRepository.Session::id)
                .contains(one, two);
    }

    @ParameterizedTest
    @EnumSource
    void theSessionsOfAnAccountAreThoseOfOneProvider(TestDatabase database) {
        ProviderSessionRepository sessions = sessions(database, NOW);
        account(database, account);
        String session = UUID.randomUUID().toString();
        sessions.insert(session, account, person("person-1", "s-1"));

        assertThat(sessions.ofAccount(issuer, account))
                .extracting(ProviderSessionRepository.Session::id)
                .containsExactly(session);
        assertThat(sessions.ofAccount("https://other.example", account)).isEmpty();
        assertThat(sessions.ofAccount(issuer, "other")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aLogoutTokenIsUsedOnce(TestDatabase database) {
        ProviderSessionRepository sessions = sessions(database, NOW);
        LogoutNotice notice = notice("person-1", null);
        sessions.use(notice);

        assertThatThrownBy(() -> sessions.use(notice)).matches(DatabaseException::isDuplicate);
        sessions(database, NOW.plusSeconds(61)).purge();
        sessions.use(notice);
    }

    @ParameterizedTest
    @EnumSource
    void theIdTokenIsThatOfTheSessionOfARefreshToken(TestDatabase database) {
        ProviderSessionRepository sessions = sessions(database, NOW);
        account(database, account);
        String session = UUID.randomUUID().toString();
        sessions.insert(session, account, person("person-1", "s-1"));
        String token = SecureTokens.newToken("hgr-");
        database.sql()
                .update(
                        "insert into refresh_token (token_hash, account_id, family, expires_at) values (?, ?, ?, ?)",
                        SecureTokens.hash(token),
                        account,
                        session,
                        NOW);

        assertThat(sessions.idTokenOf(token)).contains("a.b.c");
        assertThat(sessions.idTokenOf("hgr-other")).isEmpty();
        sessions.purge();
        assertThat(sessions.idTokenOf(token)).contains("a.b.c");
    }
}
