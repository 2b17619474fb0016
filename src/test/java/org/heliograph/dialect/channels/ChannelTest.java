package org.heliograph.dialect.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.heliograph.event.Topic;
import org.heliograph.identity.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of channels in docs/channels.md, and who may subscribe. */
class ChannelTest {
    private static final Caller USER = caller("u-1", "user");
    private static final Caller SERVICE = caller("u-2", "service");
    private static final Caller ADMIN = caller("u-3", "admin");

    static Caller caller(String id, String... roles) {
        return new Caller(id, id + "@example.test", Set.of(roles), Instant.EPOCH, Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "announcements,       yes, yes, yes, yes",
        "apps:created,        no,  yes, yes, yes",
        "apps:status,         no,  yes, yes, yes",
        "apps:custom,         no,  yes, yes, yes",
        "users:updated,       no,  yes, yes, yes",
        "user:u-1,            no,  yes, no,  yes",
        "user:u-3,            no,  no,  no,  yes",
        "user:somebody-else,  no,  no,  no,  yes",
        "database:row_updated,no,  yes, yes, yes",
        "deployments:failed,  no,  yes, yes, yes",
        "storage:uploaded,    no,  yes, yes, yes",
        "system:health,       no,  no,  no,  yes",
        "system:anything,     no,  no,  no,  yes"
    })
    void subscriptionRightsFollowTheTable(String name, String anonymous, String user, String service, String admin) {
        Channel channel = Channel.parse(name).orElseThrow();

        assertThat(channel.maySubscribe(null)).isEqualTo(anonymous.equals("yes"));
        assertThat(channel.maySubscribe(USER)).isEqualTo(user.equals("yes"));
        assertThat(channel.maySubscribe(SERVICE)).isEqualTo(service.equals("yes"));
        assertThat(channel.maySubscribe(ADMIN)).isEqualTo(admin.equals("yes"));
    }

    @Test
    void authorizedListsPredefinedChannelsInTheOrderOfTheGreeting() {
        assertThat(Channel.authorized(USER))
                .containsExactly(
                        "apps:created",
                        "apps:updated",
                        "apps:deleted",
                        "apps:deployed",
                        "apps:status",
                        "users:created",
                        "users:updated",
                        "users:deleted",
                        "user:u-1",
                        "database:table_created",
                        "database:table_updated",
                        "database:table_deleted",
                        "database:row_updated",
                        "deployments:started",
                        "deployments:completed",
                        "deployments:failed",
                        "deployments:status",
                        "storage:uploaded",
                        "storage:deleted",
                        "storage:updated",
                        "announcements");
        assertThat(Channel.authorized(ADMIN))
                .endsWith("storage:updated", "system:health", "system:metrics", "system:alerts", "announcements")
                .contains("user:u-3");
        assertThat(Channel.authorized(null)).containsExactly("announcements");
    }

    @ParameterizedTest
    @ValueSource(strings = {"users:created", "users:updated", "users:deleted", "system:health", "system:alerts"})
    void whatTheInstallationPublishesIsForItsAdministrators(String name) {
        Channel channel = Channel.parse(name).orElseThrow();

        assertThat(channel.topics(ADMIN)).containsExactly(Topic.ofChannel(name), Topic.ofOwnChannel(name));
        for (Caller other : new Caller[] {null, USER, SERVICE}) {
            assertThat(channel.topics(other)).containsExactly(Topic.ofChannel(name));
        }
        assertThat(Topic.ofOwnChannel(name).channelName()).contains(name);
        assertThat(Topic.ofOwnChannel(name).isOpenToPrograms()).isFalse();
        assertThat(Topic.ofOwnChannel(name).logged()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"system:metrics", "system:other", "users:other", "apps:created", "announcements", "user:u-3"})
    void otherChannelsHaveNoTopicOfTheInstallation(String name) {
        assertThat(Channel.parse(name).orElseThrow().topics(ADMIN)).containsExactly(Topic.ofChannel(name));
    }

    @Test
    void everyCallerMaySubscribeToTheirAuthorizedChannels() {
        for (Caller caller : new Caller[] {null, USER, SERVICE, ADMIN, caller("auth0|65f \u00e9", "user")}) {
            assertThat(Channel.authorized(caller))
                    .allMatch(name -> Channel.parse(name).orElseThrow().maySubscribe(caller));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "apps",
                "apps:",
                ":created",
                "Apps:created",
                "apps:*",
                "apps:cre ated",
                "apps:created\n",
                "apps:\u00e9",
                "announcements:",
                "announcements:x",
                "announcement",
                "user",
                "user:",
                "user:a\u0000b",
                "user:\ud800",
                "weather:today",
                "ws:org:acme",
                "heliograph:anchor",
                "channel:apps:created",
                "__keyspace@0__:apps:created"
            })
    void parseRejectsInvalidNames(String name) {
        assertThat(Channel.parse(name)).isEmpty();
    }

    @Test
    void parseLimitsTheLengthOfNames() {
        assertThat(Channel.parse("apps:" + "x".repeat(100))).isPresent();
        assertThat(Channel.parse("apps:" + "x".repeat(101))).isEmpty();
        assertThat(Channel.parse("user:" + "x".repeat(200))).isPresent();
        assertThat(Channel.parse("user:" + "x".repeat(201))).isEmpty();
    }

    @Test
    void nameReturnsWhatWasParsed() {
        for (String name : new String[] {"announcements", "apps:a:b.c-d_e", "user:a:b@c"}) {
            assertThat(Channel.parse(name).orElseThrow().name()).isEqualTo(name);
        }
    }
}
