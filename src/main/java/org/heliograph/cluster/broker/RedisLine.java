package org.heliograph.cluster.broker;

import java.net.URI;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.util.JedisURIHelper;

/** Connections to Redis or Valkey on which nothing waits for longer than a second, a subscription's next message included. */
final class RedisLine {
    private static final int TIMEOUT_MILLIS = 1_000;

    private RedisLine() {}

    /** @throws redis.clients.jedis.exceptions.JedisException when nobody answers there, or refuses us */
    static Jedis open(URI url) {
        JedisClientConfig config = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(TIMEOUT_MILLIS)
                .socketTimeoutMillis(TIMEOUT_MILLIS)
                .blockingSocketTimeoutMillis(TIMEOUT_MILLIS)
                .user(JedisURIHelper.getUser(url))
                .password(JedisURIHelper.getPassword(url))
                .database(JedisURIHelper.getDBIndex(url))
                .ssl(JedisURIHelper.isRedisSSLScheme(url))
                .resp2()
                .build();
        int port = url.getPort() < 0 ? Protocol.DEFAULT_PORT : url.getPort();
        return new Jedis(new HostAndPort(url.getHost(), port), config);
    }
}
