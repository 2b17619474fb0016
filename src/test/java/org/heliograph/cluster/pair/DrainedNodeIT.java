package org.heliograph.cluster.pair;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.LogPositions;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.junit.jupiter.api.Test;

/** A node is drained while machines keep changing; its clients resume on the other node. */
@WithPair
class DrainedNodeIT {
    private static final String DRAIN = "/api/operations/drain";

    private final Pair pair;

    DrainedNodeIT(Pair pair) {
        this.pair = pair;
    }

    @Test
    void aClientOfADrainedNodeResumesOnTheOtherNode() {
        Fleet onA = pair.acmeOnA();
        Fleet onB = pair.acmeOnB();
        String machine = onA.register().id();
        List<JsonObject> received = new ArrayList<>();
        try {
            SocketClient here = resume(onA, LogPositions.settled(() -> onA.read("limit=1")));
            onA.patch(machine, "{\"name\":\"" + machine + "-before\"}");
            received.addAll(until(here, machine + "-before"));

            onA.admin().post(DRAIN, "{\"over_seconds\":0}").data();
            onA.patch(machine, "{\"name\":\"" + machine + "-while\"}");
            assertThat(here.end()).isEqualTo(new SocketClient.End(1001, "Going away"));
            assertThat(SocketHandshake.fleet(onA.admin(), "acme").refused()).isEqualTo(503);
            assertThat(pair.b().api().get("/health").status()).isEqualTo(200);

            SocketClient there = resume(onB, received.get(received.size() - 1).getInt("seq"));
            onB.patch(machine, "{\"name\":\"" + machine + "-after\"}");
            received.addAll(until(there, machine + "-after"));
            there.close();
        } finally {
            onA.admin().delete(DRAIN).data();
        }

        int first = received.get(0).getInt("seq");
        assertThat(received).extracting(frame -> frame.getInt("seq") - first).isEqualTo(numbers(received.size()));
        assertThat(received.toString()).contains(machine + "-while");
    }

    private static SocketClient resume(Fleet fleet, long since) {
        SocketClient socket = fleet.connect(fleet.admin());
        socket.send("{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"since\":{\"machines\":" + since + "}}");
        socket.next(frame -> frame.getString("type").equals("subscribed"));
        return socket;
    }

    /** The frames up to the event that renames a machine. */
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
