package org.heliograph.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisSentinel;

/** A Redis Sentinel that decides alone, within half a second, that its master is gone. */
public final class SentinelProcess implements AutoCloseable {
    private static final Duration STARTED = Duration.ofSeconds(60);

    private final int port;
    private final String password;
    private final String master;
    private final RedisSentinel sentinel;

    /** @param password its own, by which clients sign in at it */
    public SentinelProcess(String master, RedisProcess redis, String password) {
        this.master = master;
        this.password = password;
        port = Ports.free();
        try {
            sentinel = RedisSentinel.newRedisSentinel()
                    .port(port)
                    .setting("sentinel monitor " + master + " 127.0.0.1 "
                            + redis.url().getPort() + " 1")
                    .setting("sentinel down-after-milliseconds " + master + " 500")
                    .setting("sentinel failover-timeout " + master + " 2000")
                    .setting("requirepass " + password)
                    .build();
            sentinel.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it knows a replica that it can promote. */
    public void awaitReplica() {
        try (Jedis jedis = new Jedis(
                new HostAndPort("127.0.0.1", port),
                DefaultJedisClientConfig.builder().password(password).build())) {
            await().atMost(STARTED)
                    .until(() -> jedis.sentinelReplicas(master).stream()
                            .anyMatch(replica -> "slave".equals(replica.get("flags"))
                                    && "ok".equals(replica.get("master-link-status"))));
        }
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        try {
            sentinel.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
