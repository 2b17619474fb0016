package org.heliograph.cluster.pair;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.SocketCall;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.Test;

/** A node is emptied while the fleet goes on changing; its listeners go on at the other one. */
@WithPair
class DrainedNodeIT {
    private static final String DRAIN = "/api/operations/drain";

    private final Pair pair;

    DrainedNodeIT(Pair pair) {
        this.pair = pair;
    }

    @Test
    void whoIsSentToTheOtherNodeGoesOnThereAfterTheLastThatItHeard() {
        Fleet onA = pair.acmeOnA();
        Fleet onB = pair.acmeOnB();
        String machine = onA.register().id();
        List<JsonObject> heard = new ArrayList<>();
        try {
            SocketClient here = resume(onA, Long.parseLong(onA.read("limit=1").header("X-Heliograph-Seq")));
            onA.patch(machine, "{\"name\":\"" + machine + "-before\"}");
            heard.addAll(until(here, machine + "-before"));

            onA.admin().post(DRAIN, "{\"over_seconds\":0}").data();
            onA.patch(machine, "{\"name\":\"" + machine + "-while\"}");
            assertThat(here.end()).isEqualTo(new SocketClient.End(1001, "Going away"));
            assertThat(SocketCall.fleet(onA.admin(), "acme").refused()).isEqualTo(503);
            assertThat(pair.b().api().get("/health").status()).isEqualTo(200);

            SocketClient there = resume(onB, heard.get(heard.size() - 1).getInt("seq"));
            onB.patch(machine, "{\"name\":\"" + machine + "-after\"}");
            heard.addAll(until(there, machine + "-after"));
            there.close();
        } finally {
            onA.admin().delete(DRAIN).data();
        }

        int first = heard.get(0).getInt("seq");
        assertThat(heard).extracting(frame -> frame.getInt("seq") - first).isEqualTo(numbers(heard.size()));
        assertThat(heard.toString()).contains(machine + "-while");
    }

    private static SocketClient resume(Fleet fleet, long since) {
        SocketClient socket = fleet.connect(fleet.admin());
        socket.send("{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"since\":{\"machines\":" + since + "}}");
        socket.next(frame -> frame.getString("type").equals("subscribed"));
        return socket;
    }

    /** What is told up to the event that gives a machine that name. */
    private static List<JsonObject> until(SocketClient socket, String name) {
        List<JsonObject> frames = new ArrayList<>();
        do {
            frames.add(socket.next());
        } while (!frames.get(frames.size() - 1).toString().contains(name));
        return frames;
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
