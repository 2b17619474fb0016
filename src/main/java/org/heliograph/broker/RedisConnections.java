package org.heliograph.broker;

import java.io.IOException;
import java.net.URI;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.util.JedisURIHelper;

/** Connections to Redis or Valkey on which no answer is waited for longer than a second, a subscription's next message included. */
final class RedisConnections {
    private static final int TIMEOUT_MILLIS = 1_000;

    private RedisConnections() {}

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
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .resp2()
                .build();
        int port = url.getPort() < 0 ? Protocol.DEFAULT_PORT : url.getPort();
        return new Jedis(new HostAndPort(url.getHost(), port), config);
    }

    /** Ends a connection at once, whatever another thread waits for on it: a write that nobody takes has no time limit. */
    static void end(Jedis jedis) {
        if (jedis != null) {
            try {
                jedis.getConnection().forceDisconnect();
            } catch (IOException | RuntimeException gone) {
                // as wanted
            }
        }
    }

    /** Why something failed, for the log: never with the password, nor with what a cause may quote of what was sent. */
    static String reason(URI url, Throwable failed) {
        String password = JedisURIHelper.getPassword(url);
        String message = String.valueOf(failed.getMessage());
        String cause = failed.getCause() == null
                ? ""
                : " (" + failed.getCause().getClass().getSimpleName() + ")";
        return (password == null || password.isEmpty() ? message : message.replace(password, "***")) + cause;
    }
}
