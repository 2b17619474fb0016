package org.heliograph.chaos;

import java.time.Duration;
import java.util.Random;
import org.heliograph.testing.Server;
import org.heliograph.testing.TcpProxy;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/** What goes wrong. Each puts itself right again, at the latest some seconds later; a node takes longer to start. */
enum Fault {
    /** A node ends as in a power cut, and is started again. */
    KILL_NODE {
        @Override
        String inject(TestCluster cluster, Random random) {
            Server node = one(cluster, random);
            cluster.restart(node);
            return "" + node;
        }
    },
    /** Both nodes at the same moment: nobody is left who could make good what was committed and not yet published. */
    KILL_BOTH_NODES {
        @Override
        String inject(TestCluster cluster, Random random) {
            cluster.nodes().forEach(cluster::awaitNode);
            cluster.nodes().forEach(cluster::restart);
            return "";
        }
    },
    /** Redis is stopped, and comes back empty. */
    STOP_REDIS {
        @Override
        String inject(TestCluster cluster, Random random) {
            return forRandomTime(random, cluster.redis()::stop, cluster.redis()::start);
        }
    },
    /** Redis answers nobody, and keeps every connection; what was sent to it then comes late. */
    FREEZE_REDIS {
        @Override
        String inject(TestCluster cluster, Random random) {
            return forRandomTime(random, cluster.redis()::freeze, cluster.redis()::thaw);
        }
    },
    /** Redis forgets whatever it has. */
    FLUSH_REDIS {
        @Override
        String inject(TestCluster cluster, Random random) {
            try (Jedis jedis = new Jedis(cluster.redis().url())) {
                return jedis.flushAll();
            }
        }
    },
    /** The connections on which nodes listen are cut, those on which they publish are not. */
    CUT_REDIS {
        @Override
        String inject(TestCluster cluster, Random random) {
            try (Jedis jedis = new Jedis(cluster.redis().url())) {
                return jedis.clientKill(new ClientKillParams().type(ClientType.PUBSUB)) + " connections";
            }
        }
    },
    /** Nothing comes from Redis to one of the nodes, nor back, and no connection ends; the other node knows nothing of it. */
    PARTITION_REDIS {
        @Override
        String inject(TestCluster cluster, Random random) {
            Server node = one(cluster, random);
            TcpProxy wire = cluster.redisProxy(node);
            return "from " + node + " " + forRandomTime(random, wire::hold, wire::mend);
        }
    },
    /** Whatever goes to Redis or comes from it is late: on one node by more than the nodes put up with, or by a little less. */
    SLOW_REDIS {
        @Override
        String inject(TestCluster cluster, Random random) {
            Server node = one(cluster, random);
            int late = 50 + random.nextInt(LONGEST_DELAY_MILLIS);
            TcpProxy wire = cluster.redisProxy(node);
            return "by " + late + " ms on " + node + " "
                    + forRandomTime(random, () -> wire.slow(Duration.ofMillis(late)), wire::mend);
        }
    },
    /** A node's connections to the database are cut, in the middle of transactions too. */
    CUT_DATABASE {
        @Override
        String inject(TestCluster cluster, Random random) {
            Server node = one(cluster, random);
            cluster.awaitNode(node);
            return cluster.cutDatabaseConnections(node) + " connections of " + node;
        }
    };

    private static final int LONGEST_MILLIS = 4_000;
    private static final int LONGEST_DELAY_MILLIS = 1_000;

    /** Lets it happen, and returns when it is over but for a node's start. @return what exactly happened */
    abstract String inject(TestCluster cluster, Random random);

    /** @return for how long it was */
    private static String forRandomTime(Random random, Runnable begin, Runnable end) {
        int millis = 200 + random.nextInt(LONGEST_MILLIS);
        begin.run();
        try {
            Pause.millis(millis);
        } finally {
            end.run();
        }
        return "for " + millis + " ms";
    }

    private static Server one(TestCluster cluster, Random random) {
        return cluster.nodes().get(random.nextInt(cluster.nodes().size()));
    }
}
