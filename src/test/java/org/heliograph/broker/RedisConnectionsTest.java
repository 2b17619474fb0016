package org.heliograph.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.heliograph.testing.RedisProcess;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisException;

class RedisConnectionsTest {
    private static final URI URL = URI.create("redis://heliograph:hunter2@127.0.0.1:1");

    @Test
    void reasonsContainNeitherThePasswordNorTheMessageOfTheCause() {
        JedisException quoting = new JedisException("refused: AUTH hunter2", new IllegalStateException("hunter2 sent"));

        assertThat(RedisConnections.reason(URL, quoting)).isEqualTo("refused: AUTH *** (IllegalStateException)");
    }

    @Test
    void anUnknownAccountIsRefusedWithAReason() {
        try (RedisProcess redis = new RedisProcess()) {
            URI wrong = URI.create(
                    "redis://heliograph:hunter2@127.0.0.1:" + redis.url().getPort());
            try {
                RedisConnections.close(RedisConnections.open(wrong));
                throw new AssertionError("the connection was not refused");
            } catch (JedisException refused) {
                assertThat(RedisConnections.reason(wrong, refused))
                        .contains("WRONGPASS")
                        .doesNotContain("hunter2");
            }
        }
    }
}
