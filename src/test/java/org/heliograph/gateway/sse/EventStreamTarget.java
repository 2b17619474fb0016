package org.heliograph.gateway.sse;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.heliograph.event.LogPosition;
import org.heliograph.fuzz.FuzzInput;
import org.heliograph.fuzz.FuzzTarget;
import org.heliograph.fuzz.Require;
import org.heliograph.rest.ApiException;

/** Requests for event streams, and the events: no frame can end its event or begin another one. */
public final class EventStreamTarget implements FuzzTarget {
    private static final String DATA = "data: ";

    @Override
    public void accept(byte[] input) {
        try {
            SseConnections.since(FuzzInput.request(input, "/api/events"))
                    .ifPresent(since -> Require.that(since.seq() >= 0, "position out of range"));
        } catch (ApiException refused) {
            Require.refusal(refused);
        }
        String frame = FuzzInput.text(input);
        String event = ServerSentEvent.of(frame, new LogPosition(7, "e"));
        Require.that(event.startsWith("id: 7@e\n" + DATA) && event.endsWith("\n\n"), "form of the event");
        String[] lines = event.substring(0, event.length() - 2).split("\n", -1);
        String data = Arrays.stream(lines)
                .skip(1)
                .peek(line -> Require.that(line.startsWith(DATA), "a line without data"))
                .map(line -> line.substring(DATA.length()))
                .collect(Collectors.joining("\n"));
        Require.equal(data, frame.replace("\r\n", "\n").replace('\r', '\n'), "data");
    }
}
