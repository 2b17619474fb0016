package org.heliograph.chaos;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.heliograph.testing.RedisProcess;
import redis.clients.jedis.Jedis;

/** What other programs may publish by mistake or in malice on the Redis channels of the nodes. */
final class RedisGarbage {
    private static final String FOREIGN =
            "{\"installation\":\"another\",\"epoch\":\"1\",\"origin\":\"node\",\"seq\":%s,"
                    + "\"channel\":\"machines\",\"event\":\"UPDATE\",\"payload\":{\"id\":\"none\",\"status\":\"online\"},"
                    + "\"timestamp\":\"2026-01-01T00:00:00.000Z\"}";
    private static final int BINARY_BYTES = 3_000;

    private RedisGarbage() {}

    /** Publishes one of each kind on every channel that has a subscriber, those on which nodes hear themselves too. */
    static String publish(RedisProcess redis, Random random) {
        try (Jedis jedis = new Jedis(redis.url())) {
            int count = 0;
            for (String channel : jedis.pubsubChannels()) {
                for (byte[] garbage : all(random)) {
                    jedis.publish(channel.getBytes(StandardCharsets.UTF_8), garbage);
                    count++;
                }
            }
            return count + " messages";
        }
    }

    private static List<byte[]> all(Random random) {
        List<String> texts = new ArrayList<>(List.of(
                "",
                "null",
                "7",
                "\"text\"",
                "[]",
                "{}",
                "[".repeat(500),
                "{\"channel\":\"machines\",\"payload\":" + "{\"a\":".repeat(1_100),
                "[".repeat(50_000) + "]".repeat(50_000),
                "{\"channel\":\"machines\",\"event\":\"DELETE\",\"payload\":{\"id\":\"none\"},\"seq\":1}",
                "{\"channel\":\"no:topic\",\"event\":\"x\",\"payload\":{}}",
                "{\"channel\":7,\"event\":null,\"payload\":[],\"seq\":\"x\",\"timestamp\":{}}"));
        for (String seq : List.of("1", "0", "-1", "1.5", "9223372036854775807", "1e400", "\"7\"")) {
            texts.add(FOREIGN.formatted(seq));
        }
        String whole = FOREIGN.formatted("1");
        texts.add(whole.substring(0, random.nextInt(whole.length())));
        List<byte[]> all = new ArrayList<>();
        texts.forEach(text -> all.add(text.getBytes(StandardCharsets.UTF_8)));
        byte[] binary = new byte[BINARY_BYTES];
        random.nextBytes(binary);
        all.add(binary);
        return all;
    }
}
