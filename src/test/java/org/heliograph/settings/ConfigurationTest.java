package org.heliograph.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
    @Test
    void acceptsAllDefaults() {
        assertThatCode(() -> of(Map.of()).check()).doesNotThrowAnyException();
        assertThat(of(Map.of()).get(SocketSettings.FLEET_SILENCE)).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void allowsNoForeignOriginForFleetSocketsByDefault() {
        assertThat(new Configuration(name -> Optional.empty()).get(SocketSettings.ORIGINS_REALTIME))
                .isEmpty();
    }

    @Test
    void alertsAndForeignOriginsAreOpenByDefaultInTheDemoOnly() {
        Configuration plain = of(Map.of());
        Configuration demo = of(Map.of("heliograph.demo", "true"));

        assertThat(SocketSettings.alertsRequireSignIn(plain)).isTrue();
        assertThat(SocketSettings.alertsRequireSignIn(demo)).isFalse();
        for (Setting<String> origins : List.of(SocketSettings.ORIGINS_WS, SocketSettings.ORIGINS_ALERTS)) {
            assertThat(SocketSettings.publicOrigins(plain, origins)).isEmpty();
            assertThat(SocketSettings.publicOrigins(demo, origins)).isEqualTo("*");
        }
    }

    @Test
    void aConfiguredAccessToAlertsWinsOverTheDemo() {
        Map<String, String> values = Map.of(
                "heliograph.demo", "true",
                "heliograph.alerts.signin", "true",
                "heliograph.origins.ws", "https://ops.example");

        assertThat(SocketSettings.alertsRequireSignIn(of(values))).isTrue();
        assertThat(SocketSettings.alertsRequireSignIn(of(Map.of("heliograph.alerts.signin", "false"))))
                .isFalse();
        assertThat(SocketSettings.publicOrigins(of(values), SocketSettings.ORIGINS_WS))
                .isEqualTo("https://ops.example");
    }

    @Test
    void rejectsAnInvalidValueWithAMessage() {
        refuses(Map.of("heliograph.demo", "maybe"), "heliograph.demo must be true or false, but is \"maybe\"");
        refuses(
                Map.of("heliograph.jwt.skew", "30"),
                "heliograph.jwt.skew must be an ISO-8601 duration from PT0S to PT5M, but is \"30\"");
        refuses(
                Map.of("heliograph.fleet.silence", "PT0S"),
                "heliograph.fleet.silence must be an ISO-8601 duration from PT0.1S to P1D, but is \"PT0S\"");
    }

    @Test
    void requiresHourlyRetentionForTheLongestUptimeWindow() {
        refuses(
                Map.of("heliograph.pulse.hour.retention", "P31D"),
                "heliograph.pulse.hour.retention must be an ISO-8601 duration from P32D to P3650D, but is \"P31D\"");
    }

    @Test
    void rejectsANumberOutOfBounds() {
        assertThatThrownBy(() -> of(Map.of("heliograph.limit.frames", "0")).check())
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("heliograph.limit.frames must be")
                .hasMessageContaining("\"0\"");
        assertThatThrownBy(() -> of(Map.of("heliograph.limit.frames", "forty")).check())
                .isInstanceOf(SettingException.class);
    }

    @Test
    void rejectsAnInvalidRedisUrlWithoutShowingIt() {
        for (String wrong : List.of(
                "localhost:6379",
                "http://r",
                "redis://",
                "redis://r/first",
                "redis://:pw@ r",
                "redis://u@r",
                "redis://a:6379,b:6379",
                "redis-cluster://a:6379,b:6379",
                "redis-sentinel://a,b",
                "redis-sentinel://a,,b#main")) {
            refuses(
                    Map.of("heliograph.redis.url", wrong),
                    "heliograph.redis.url must be a URL of one Redis or of its Sentinels (a Redis Cluster is not supported),"
                            + " such as redis://host:6379/0, rediss://user:password@host or"
                            + " redis-sentinel://host1:26379,host2:26379/0?sentinelMasterId=name, but its value is not");
        }
    }

    @Test
    void rejectsAnInvalidPublicUrl() {
        for (String wrong :
                List.of("fleet.example", "ftp://a", "https://", "https:///x", "https://a b", "https://a'")) {
            refuses(
                    Map.of("heliograph.public.url", wrong),
                    "heliograph.public.url must be an http or https URL such as https://fleet.example, but is \""
                            + wrong + "\"");
        }
        for (String right : List.of("http://localhost:8080", "https://a.example/fleet/", "http://[::1]")) {
            assertThat(of(Map.of("heliograph.public.url", right)).find(NodeSettings.PUBLIC_URL))
                    .contains(right);
        }
    }

    @Test
    void rejectsAnInvalidOrigin() {
        for (String wrong : List.of("a.example", "https://a.example/", "https://a.example,", "**", "https://*")) {
            refuses(
                    Map.of("heliograph.origins.ws", wrong),
                    "heliograph.origins.ws must be * or origins such as https://ops.example:8443, comma separated, but is \""
                            + wrong + "\"");
        }
        for (String right : List.of("*", "https://a.example", "http://a_b:3000 , https://[::1]:8443")) {
            assertThat(of(Map.of("heliograph.origins.ws", right)).get(SocketSettings.ORIGINS_WS))
                    .isEqualTo(right);
        }
    }

    @Test
    void rejectsAPeriodShorterThanItsTimerTick() {
        refuses(
                Map.of("heliograph.ping.interval", "PT0.5S"),
                "heliograph.ping.interval must be an ISO-8601 duration from PT1S to PT1H, but is \"PT0.5S\"");
    }

    @Test
    void treatsABlankValueAsUnset() {
        assertThat(of(Map.of("heliograph.demo", " ")).get(NodeSettings.DEMO)).isFalse();
        assertThat(of(Map.of("heliograph.redis.url", "")).find(NodeSettings.REDIS_URL))
                .isEmpty();
    }

    @Test
    void prefersTheNameOverItsAliases() {
        Map<String, String> both = Map.of("heliograph.demo", "off", "heliograph.demo.default", "on");

        assertThat(of(both).get(NodeSettings.DEMO)).isFalse();
        assertThat(of(Map.of("heliograph.demo.default", "on")).get(NodeSettings.DEMO))
                .isTrue();
        assertThat(of(Map.of("REDIS_URL", "redis://r")).find(NodeSettings.REDIS_URL))
                .contains(RedisUrl.parse("redis://r"));
    }

    @Test
    void neverShowsASecret() {
        Setting<Integer> secret = Setting.number("heliograph.pin", 1, 0, 9, "A number that nobody sees.")
                .hidden();

        assertThatThrownBy(() -> secret.parse("hunter2"))
                .isInstanceOf(SettingException.class)
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    private static void refuses(Map<String, String> values, String sentence) {
        assertThatThrownBy(() -> of(values).check())
                .isInstanceOf(SettingException.class)
                .hasMessage(sentence);
    }

    private static Configuration of(Map<String, String> values) {
        return new Configuration(name -> Optional.ofNullable(values.get(name)));
    }
}
