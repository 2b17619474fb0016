package org.heliograph.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.heliograph.settings.RedisUrl;
import org.heliograph.testing.RedisProcess;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisException;

class RedisConnectorTest {
    private static final RedisUrl URL = RedisUrl.parse("redis://heliograph:hunter2@127.0.0.1:1");

    @Test
    void reasonsContainNeitherThePasswordNorTheMessageOfTheCause() {
        JedisException quoting = new JedisException("refused: AUTH hunter2", new IllegalStateException("hunter2 sent"));

        assertThat(new RedisConnector(URL).reason(quoting)).isEqualTo("refused: AUTH *** (IllegalStateException)");
    }

    @Test
    void anUnknownAccountIsRefusedWithAReason() {
        try (RedisProcess redis = new RedisProcess()) {
            RedisConnector wrong = new RedisConnector(RedisUrl.parse(
                    "redis://heliograph:hunter2@127.0.0.1:" + redis.url().getPort()));
            try {
                RedisConnector.close(wrong.open());
                throw new AssertionError("the connection was not refused");
            } catch (JedisException refused) {
                LinkFailure failure = wrong.failure(refused);
                assertThat(failure.kind()).isEqualTo(LinkFailure.Kind.REFUSED);
                assertThat(failure.toString()).contains("WRONGPASS").doesNotContain("hunter2");
            }
        }
    }
}
