package org.heliograph.dialect.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.LogPositions;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetResumeIT {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private final Fleet acme = Fleet.acme();

    private long sequence() {
        return LogPositions.settled(() -> acme.read("limit=1"));
    }

    private String epoch() {
        return acme.read("limit=1").header("X-Heliograph-Epoch");
    }

    private SocketClient resume(long since) {
        return resume("" + since);
    }

    private SocketClient resume(String since) {
        SocketClient socket = acme.connect(acme.admin());
        socket.send("{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"since\":{\"machines\":" + since + "}}");
        return socket;
    }

    private static List<Long> sequences(SocketClient socket, int frames) {
        return IntStream.range(0, frames)
                .mapToObj(i -> socket.next().getJsonNumber("seq").longValue())
                .toList();
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void resumingDeliversMissedEventsThenLiveEventsWithSeq() {
        long since = sequence();
        Agent agent = acme.online();
        long now = sequence();

        try (SocketClient socket = resume(since)) {
            assertThat(socket.nextText())
                    .isEqualTo("{\"type\":\"subscribed\",\"channels\":[\"machines\"],\"seq\":{\"machines\":" + now
                            + "},\"epoch\":\"" + epoch() + "\"}");
            List<JsonObject> missed = new ArrayList<>();
            for (long seq = since + 1; seq <= now; seq++) {
                missed.add(socket.next());
                assertThat(missed.get(missed.size() - 1).getJsonNumber("seq").longValue())
                        .isEqualTo(seq);
            }
            assertThat(missed.toString()).contains(agent.id());

            acme.patch(agent.id(), "{\"version\":\"9\"}");
            assertThat(socket.nextText())
                    .matches("\\{\"type\":\"event\",\"channel\":\"machines\",\"event\":\"UPDATE\",\"payload\":\\{"
                            + "\"id\":\"" + agent.id() + "\",\"version\":\"9\"\\},"
                            + "\"timestamp\":\"" + TIME + "\",\"seq\":" + (now + 1) + "}");
        }
    }

    @Test
    void repeatedResumingDeliversEveryEventOnce() {
        Agent agent = acme.online();
        long first = sequence();
        long last = first;
        for (int round = 1; round <= 5; round++) {
            acme.patch(agent.id(), "{\"version\":\"" + round + ".0\"}");
            try (SocketClient socket = resume(last)) {
                socket.next();
                acme.patch(agent.id(), "{\"version\":\"" + round + ".1\"}");
                acme.patch(agent.id(), "{\"version\":\"" + round + ".2\"}");
                // the third event is not read before the socket closes
                assertThat(sequences(socket, 2)).isEqualTo(range(last + 1, last + 2));
                last += 2;
            }
        }
        try (SocketClient socket = resume(last)) {
            socket.next();
            assertThat(sequences(socket, 5)).isEqualTo(range(last + 1, first + 15));
        }
    }

    @Test
    void subscribeWithoutSinceOmitsSeq() {
        try (SocketClient plain = acme.listen("machines");
                SocketClient resuming = resume(sequence())) {
            resuming.next();
            acme.register();

            assertThat(plain.next()).doesNotContainKey("seq");
            assertThat(resuming.next()).containsKey("seq");
        }
    }

    @Test
    void resumingAboveThePresentSequenceIsAGap() {
        long now = sequence();

        try (SocketClient socket = resume(now + 5)) {
            assertThat(socket.next().getJsonObject("seq").getInt("machines")).isEqualTo(now);
            assertThat(socket.nextText())
                    .matches("\\{\"type\":\"gap\",\"channel\":\"machines\",\"from\":" + (now + 1) + ",\"to\":"
                            + (now + 5) + ",\"timestamp\":\"" + TIME + "\",\"epoch\":\"" + epoch() + "\"}");
            acme.register();
            assertThat(sequences(socket, 1)).containsExactly(now + 1);
        }
    }

    @Test
    void anotherEpochIsAGapFromTheBeginningAndThenWhatThereIs() {
        acme.register();
        long now = sequence();

        try (SocketClient same = resume("{\"seq\":" + (now - 1) + ",\"epoch\":\"" + epoch() + "\"}");
                SocketClient other = resume("{\"seq\":" + (now - 1) + ",\"epoch\":\"another\"}")) {
            same.next();
            assertThat(sequences(same, 1)).containsExactly(now);
            assertThat(other.next().getString("epoch")).isEqualTo(epoch());
            JsonObject gap = other.next();
            assertThat(gap.getString("type")).isEqualTo("gap");
            assertThat(gap.getJsonNumber("from").longValue()).isEqualTo(1);
            assertThat(gap.getJsonNumber("to").longValue()).isEqualTo(now - 1);
            assertThat(gap.getString("epoch")).isEqualTo(epoch());
            assertThat(sequences(other, 1)).as("what there is").containsExactly(1L);
        }
    }

    @Test
    void hundredsOfMissedEventsAreDeliveredInOrder() {
        long since = sequence();
        Agent agent = acme.online();
        for (int i = 0; i < 500; i++) {
            acme.patch(agent.id(), "{\"version\":\"" + i + "\"}");
        }
        long now = sequence();

        try (SocketClient socket = resume(since)) {
            socket.next();
            assertThat(sequences(socket, (int) (now - since))).isEqualTo(range(since + 1, now));
        }
    }

    @Test
    void onlyChannelsWithSinceAreResumed() {
        long now = sequence();
        try (SocketClient socket = acme.connect(acme.admin())) {
            socket.send("{\"type\":\"subscribe\",\"channels\":[\"machines\",\"keys\"],\"since\":{\"machines\":" + now
                    + "}}");
            assertThat(socket.next().getJsonObject("seq").keySet()).containsExactly("machines");

            acme.register();

            JsonObject key = socket.next(frame -> frame.getString("channel").equals("keys"));
            assertThat(key).doesNotContainKey("seq");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "\"1\"", "null", "{}", "99999999999999999999"})
    void anInvalidSequenceIsAnErrorAndSubscribesToNothing(String since) {
        try (SocketClient socket = acme.connect(acme.admin())) {
            socket.send("{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"since\":{\"machines\":" + since + "}}");
            assertThat(socket.next().getString("message")).contains("since");

            acme.register();
            socket.send("{\"type\":\"ping\"}");
            assertThat(socket.next().getString("type")).isEqualTo("pong");
        }
    }

    @Test
    void aBulkChangeIsOneRangeOfSequences() {
        String key = acme.newKey("\"reusable\":true").getString("key");
        List<String> names =
                IntStream.range(0, 40).mapToObj(i -> Fleet.newName()).toList();
        names.forEach(name -> acme.register(key, name));
        long since = sequence();

        int changed = acme.admin()
                .patch(
                        "/api/db/machines?org_id=eq.acme&name=in.(" + String.join(",", names) + ")",
                        "{\"version\":\"2\"}")
                .list()
                .size();

        try (SocketClient socket = resume(since)) {
            socket.next();
            assertThat(changed).isEqualTo(names.size());
            assertThat(sequences(socket, changed)).isEqualTo(range(since + 1, since + changed));
        }
    }
}
