package org.heliograph.chaos;

import java.time.Duration;
import java.util.Random;
import org.heliograph.testing.Server;
import org.heliograph.testing.TcpProxy;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** The kinds of faults. Each recovers within seconds, except that a node takes longer to start. */
enum Fault {
    /** Kills a node and starts it again. */
    KILL_NODE {
        @Override
        String inject(TestCluster cluster, Random random) {
            Server node = randomNode(cluster, random);
            cluster.restart(node);
            return "" + node;
        }
    },
    /** Kills both nodes at once: no node is left to publish what was committed and not yet published. */
    KILL_BOTH_NODES {
        @Override
        String inject(TestCluster cluster, Random random) {
            cluster.nodes().forEach(cluster::awaitNode);
            cluster.nodes().forEach(cluster::restart);
            return "";
        }
    },
    /** Stops Redis, which restarts empty. */
    STOP_REDIS {
        @Override
        String inject(TestCluster cluster, Random random) {
            return forRandomTime(random, cluster.redis()::stop, cluster.redis()::start);
        }
    },
    /** Freezes Redis with its connections open. Messages sent meanwhile arrive late. */
    FREEZE_REDIS {
        @Override
        String inject(TestCluster cluster, Random random) {
            return forRandomTime(random, cluster.redis()::freeze, cluster.redis()::thaw);
        }
    },
    /** Deletes all data of Redis. */
    FLUSH_REDIS {
        @Override
        String inject(TestCluster cluster, Random random) {
            try (Jedis jedis = new Jedis(cluster.redis().url())) {
                return jedis.flushAll();
            }
        }
    },
    /** Closes the subscribing connections; the publishing ones stay open. */
    CUT_REDIS {
        @Override
        String inject(TestCluster cluster, Random random) {
            try (Jedis jedis = new Jedis(cluster.redis().url())) {
                return jedis.clientKill(new ClientKillParams().type(ClientType.PUBSUB)) + " connections";
            }
        }
    },
    /** Stops traffic between Redis and one node without closing connections. The other node is unaffected. */
    PARTITION_REDIS {
        @Override
        String inject(TestCluster cluster, Random random) {
            Server node = randomNode(cluster, random);
            TcpProxy proxy = cluster.redisProxy(node);
            return "from " + node + " " + forRandomTime(random, proxy::stopForwarding, proxy::restore);
        }
    },
    /** Delays traffic between Redis and one node, by less or by more than the nodes' timeout. */
    SLOW_REDIS {
        @Override
        String inject(TestCluster cluster, Random random) {
            Server node = randomNode(cluster, random);
            int late = 50 + random.nextInt(LONGEST_DELAY_MILLIS);
            TcpProxy proxy = cluster.redisProxy(node);
            return "by " + late + " ms on " + node + " "
                    + forRandomTime(random, () -> proxy.delay(Duration.ofMillis(late)), proxy::restore);
        }
    },
    /** Terminates a node's database connections, also within transactions. */
    CUT_DATABASE {
        @Override
        String inject(TestCluster cluster, Random random) {
            Server node = randomNode(cluster, random);
            cluster.awaitNode(node);
            return cluster.cutDatabaseConnections(node) + " connections of " + node;
        }
    },
    /**
     * Suspends a node, in the middle of a transaction when it soon has one, as a pause of its virtual machine does, for longer than locks
     * are waited for.
     */
    PAUSE_NODE {
        @Override
        String inject(TestCluster cluster, Random random) {
            Server node = randomNode(cluster, random);
            cluster.awaitNode(node);
            int longest = ChaosRun.THOROUGH ? LONGEST_PAUSE_MILLIS : LONGEST_MILLIS;
            String where = cluster.awaitTransaction(node) ? " within a transaction " : " ";
            return node + where + forMillis(LOCK_MILLIS + random.nextInt(longest), node::freeze, node::thaw);
        }
    },
    /** Stops traffic between the database and one node; then either everything held passes, or the connections are closed. */
    SILENT_DATABASE {
        @Override
        String inject(TestCluster cluster, Random random) {
            Server node = randomNode(cluster, random);
            cluster.awaitNode(node);
            TcpProxy proxy = cluster.databaseProxy(node);
            boolean cut = random.nextBoolean();
            Runnable end = () -> {
                if (cut) {
                    proxy.cut();
                }
                proxy.restore();
            };
            return "for " + node + (cut ? ", then cut, " : " ") + forRandomTime(random, proxy::stopForwarding, end);
        }
    },
    /** Suspends all processes of the database with all connections open. */
    HANG_DATABASE {
        @Override
        String inject(TestCluster cluster, Random random) {
            return forRandomTime(random, () -> cluster.suspendDatabase(true), () -> cluster.suspendDatabase(false));
        }
    },
    /** Publishes events that are larger than the queue of a socket to sockets that subscribe to them, which must go on. */
    OVERSIZED_FRAME {
        @Override
        String inject(TestCluster cluster, Random random) {
            Server node = randomNode(cluster, random);
            cluster.awaitHealthy(node);
            return OversizedFrames.publish(cluster.redis(), node);
        }
    },
    /** Publishes what is no message, or none of this installation, on every channel to which the nodes are subscribed. */
    REDIS_GARBAGE {
        @Override
        String inject(TestCluster cluster, Random random) {
            return RedisGarbage.publish(cluster.redis(), random);
        }
    },
    /** Restores the database from a backup of some seconds before: what was committed since is lost, and readers are to learn it. */
    RESTORE_DATABASE {
        @Override
        String inject(TestCluster cluster, Random random) {
            return cluster.restore().run(random);
        }
    },
    /** Throws errors in one place of a node's code, in some of the calls. */
    INJECT_ERROR {
        @Override
        String inject(TestCluster cluster, Random random) {
            Server node = randomNode(cluster, random);
            cluster.awaitNode(node);
            ErrorRule rule = ErrorRule.random(random);
            return "in " + rule + " of " + node + " "
                    + forRandomTime(random, () -> rule.install(node), () -> rule.remove(node));
        }
    };

    private static final int LONGEST_MILLIS = 4_000;
    private static final int LONGEST_PAUSE_MILLIS = 20_000;
    /** A sequencer that is silent for so long loses its topics. */
    private static final int LOCK_MILLIS = 2_000;

    private static final int LONGEST_DELAY_MILLIS = 1_000;

    /** Injects the fault and returns when it is over, except for a node's start. @return a description */
    abstract String inject(TestCluster cluster, Random random);

    private static String forRandomTime(Random random, Runnable begin, Runnable end) {
        return forMillis(200 + random.nextInt(LONGEST_MILLIS), begin, end);
    }

    /** @return the duration as text */
    private static String forMillis(int millis, Runnable begin, Runnable end) {
        begin.run();
        try {
            Pause.millis(millis);
        } finally {
            end.run();
        }
        return "for " + millis + " ms";
    }

    private static Server randomNode(TestCluster cluster, Random random) {
        return cluster.nodes().get(random.nextInt(cluster.nodes().size()));
    }
}
