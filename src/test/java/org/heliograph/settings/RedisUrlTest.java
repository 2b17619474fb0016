package org.heliograph.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.heliograph.settings.RedisUrl.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisUrlTest {
    @Test
    void readsOneServer() {
        RedisUrl url = RedisUrl.parse("rediss://fleet:a%2Fb%40c@redis.example:6380/2");

        assertThat(url.tls()).isTrue();
        assertThat(url.servers()).containsExactly(new Server("redis.example", 6380));
        assertThat(url.master()).isEmpty();
        assertThat(url.account().user()).isEqualTo("fleet");
        assertThat(url.account().password()).isEqualTo("a/b@c");
        assertThat(url.database()).isEqualTo(2);
    }

    @Test
    void hasDefaults() {
        RedisUrl url = RedisUrl.parse(" redis://:secret@[::1]/ ");

        assertThat(url.tls()).isFalse();
        assertThat(url.servers()).containsExactly(new Server("[::1]", 6379));
        assertThat(url.account().user()).isNull();
        assertThat(url.account().password()).isEqualTo("secret");
        assertThat(url.database()).isZero();
    }

    @Test
    void readsSentinels() {
        RedisUrl url = RedisUrl.parse("rediss-sentinel://fleet:p+w@s1.example,10.0.0.2:26380/3"
                + "?sentinelMasterId=main&sentinelUser=watch&sentinelPassword=other%26secret");

        assertThat(url.tls()).isTrue();
        assertThat(url.servers()).containsExactly(new Server("s1.example", 26379), new Server("10.0.0.2", 26380));
        assertThat(url.master()).contains("main");
        assertThat(url.account().password()).isEqualTo("p+w");
        assertThat(url.sentinel().user()).isEqualTo("watch");
        assertThat(url.sentinel().password()).isEqualTo("other&secret");
        assertThat(url.database()).isEqualTo(3);
        assertThat(RedisUrl.parse("redis-sentinel://s1#main").master()).contains("main");
    }

    @Test
    void showsNoPassword() {
        RedisUrl url =
                RedisUrl.parse("redis-sentinel://fleet:first@s1,s2?sentinelMasterId=main&sentinelPassword=second");

        assertThat(url.address()).isEqualTo("redis-sentinel://s1:26379,s2:26379/0?sentinelMasterId=main");
        assertThat("" + url + url.account() + url.sentinel()).doesNotContain("first", "second");
        assertThat(url.withoutPasswords("AUTH fleet first, AUTH second")).isEqualTo("AUTH fleet ***, AUTH ***");
        assertThat(RedisUrl.parse("rediss://user:secret@redis.example:6380/2").address())
                .isEqualTo("rediss://redis.example:6380/2");
        assertThat(RedisUrl.parse("redis://redis.example").address()).isEqualTo("redis://redis.example:6379");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://a,b",
                "redis-cluster://a:7000,b:7000",
                "rediss-cluster://a",
                "redis-sentinel://a,b",
                "redis-sentinel://a?sentinelMasterId=",
                "redis-sentinel://,a#main",
                "redis-sentinel:///0#main",
                "redis-socket:///run/redis.sock",
                "redis:a",
                "redis://u@a"
            })
    void refusesWhatIsNotSupported(String url) {
        assertThatThrownBy(() -> RedisUrl.parse(url)).isInstanceOf(IllegalArgumentException.class);
    }
}
