package org.heliograph.broker.redis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.heliograph.settings.RedisUrl;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Opens connections to Redis or Valkey. With Sentinels it asks them at each connection which server is the master, one after the other
 * until one of them answers. No read waits longer than a second, including the wait for a subscription's next message.
 */
final class RedisConnector {
    private static final int TIMEOUT_MILLIS = 1_000;
    private static final int NO_DATABASE = 0;
    /** How Redis' errors begin that an administrator must cure. */
    private static final Pattern REFUSAL = Pattern.compile("NOPERM|NOAUTH|WRONGPASS");

    private final RedisUrl url;
    /** The Sentinel that is asked first. It changes each time, since one that was cut off names a former master. */
    private final AtomicInteger firstSentinel = new AtomicInteger();

    RedisConnector(RedisUrl url) {
        this.url = url;
    }

    /** @throws JedisException when the server is unreachable or refuses the connection */
    Jedis open() {
        HostAndPort server = url.master().isPresent()
                ? master(url.master().get())
                : address(url.servers().get(0));
        return new Jedis(server, config(url.account(), url.database()));
    }

    private HostAndPort master(String name) {
        int count = url.servers().size();
        int first = firstSentinel.getAndIncrement();
        JedisException failed = null;
        for (int i = 0; i < count; i++) {
            RedisUrl.Server sentinel = url.servers().get(Math.floorMod(first + i, count));
            try (Jedis asked = new Jedis(address(sentinel), config(url.sentinel(), NO_DATABASE))) {
                List<String> master = asked.sentinelGetMasterAddrByName(name);
                if (master != null && master.size() == 2) {
                    return new HostAndPort(master.get(0), Integer.parseInt(master.get(1)));
                }
                failed = new JedisConnectionException("the Sentinel " + sentinel + " knows no master " + name);
            } catch (JedisException unreachable) {
                failed = unreachable;
            }
        }
        throw failed;
    }

    private static HostAndPort address(RedisUrl.Server server) {
        return new HostAndPort(server.host(), server.port());
    }

    private JedisClientConfig config(RedisUrl.Account account, int database) {
        return DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(TIMEOUT_MILLIS)
                .socketTimeoutMillis(TIMEOUT_MILLIS)
                .blockingSocketTimeoutMillis(TIMEOUT_MILLIS)
                .user(account.user())
                .password(account.password())
                .database(database)
                .ssl(url.tls())
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .resp2()
                .build();
    }

    /**
     * Checks that a server is no replica: it takes PUBLISH, and passes the message to its own subscribers only. A server of a cluster
     * passes it on, whatever it is.
     *
     * @throws ReplicaException when it is one
     */
    static void requireMaster(Jedis jedis) {
        Object reply;
        try {
            // needs no permission, unlike ROLE and INFO
            reply = jedis.sendCommand(Protocol.Command.HELLO);
        } catch (JedisDataException unknown) {
            // older than Redis 6.2, or another product
            return;
        }
        if (reply instanceof List<?> about
                && ("replica".equals(value(about, "role")) || "slave".equals(value(about, "role")))
                && !"cluster".equals(value(about, "mode"))) {
            throw new ReplicaException();
        }
    }

    private static String value(List<?> pairs, String name) {
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            if (name.equals(text(pairs.get(i)))) {
                return text(pairs.get(i + 1));
            }
        }
        return "";
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(value);
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

    /** Why a connection is gone. */
    LinkFailure failure(Throwable failed) {
        if (failed instanceof ReplicaException) {
            return new LinkFailure(LinkFailure.Kind.REPLICA, url.address());
        }
        boolean refused = REFUSAL.matcher(String.valueOf(failed.getMessage())).lookingAt();
        return new LinkFailure(refused ? LinkFailure.Kind.REFUSED : LinkFailure.Kind.UNREACHABLE, reason(failed));
    }

    /** Describes a failure for the log, without a password and without the cause's message, which may quote what was sent. */
    String reason(Throwable failed) {
        String cause = failed.getCause() == null
                ? ""
                : " (" + failed.getCause().getClass().getSimpleName() + ")";
        String message = failed instanceof JedisException
                ? String.valueOf(failed.getMessage())
                : failed.getClass().getName();
        return url.withoutPasswords(message) + cause;
    }

    /** The server is a replica. */
    static final class ReplicaException extends JedisException {
        private static final long serialVersionUID = 1;

        ReplicaException() {
            super("a replica");
        }
    }
}
