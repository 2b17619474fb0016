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

/** Connections to Redis or Valkey. No read waits longer than a second, including the wait for a subscription's next message. */
final class RedisConnections {
    private static final int TIMEOUT_MILLIS = 1_000;

    private RedisConnections() {}

    /** @throws redis.clients.jedis.exceptions.JedisException when the server is unreachable or refuses the connection */
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

    /** Closes a connection at once, also while another thread is blocked on it: a blocked write has no timeout. Accepts null. */
    static void close(Jedis jedis) {
        if (jedis != null) {
            try {
                jedis.getConnection().forceDisconnect();
            } catch (IOException | RuntimeException gone) {
                // already closed
            }
        }
    }

    /** Describes a failure for the log, without the password and without the cause's message, which may quote what was sent. */
    static String reason(URI url, Throwable failed) {
        String password = JedisURIHelper.getPassword(url);
        String message = String.valueOf(failed.getMessage());
        String cause = failed.getCause() == null
                ? ""
                : " (" + failed.getCause().getClass().getSimpleName() + ")";
        return (password == null || password.isEmpty() ? message : message.replace(password, "***")) + cause;
    }
}
