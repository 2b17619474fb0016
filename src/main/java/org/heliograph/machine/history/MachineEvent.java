package org.heliograph.machine.history;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Optional;
import org.heliograph.event.Publication;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;

/**
 * Something that happened to a machine.
 *
 * @param seq     the position in the log of the organisation's machines
 * @param name    the machine's name at that time; null when it is not known any more
 * @param event   {@code INSERT}, {@code UPDATE} or {@code DELETE}
 * @param status  the status from then on; null when it did not change
 * @param payload the changed columns, as they were published
 */
record MachineEvent(long seq, String machineId, String name, String event, String status, String payload, Instant at) {
    /** Of a publication, without a name unless the publication has it; empty when it is about no machine. */
    static Optional<MachineEvent> of(Publication publication) {
        JsonObject payload = JsonText.parse(publication.payload());
        return Optional.ofNullable(text(payload, "id"))
                .map(id -> new MachineEvent(
                        publication.seq(),
                        id,
                        text(payload, "name"),
                        publication.event(),
                        text(payload, "status"),
                        publication.payload(),
                        publication.timestamp()));
    }

    private static String text(JsonObject payload, String name) {
        return payload.get(name) instanceof JsonString text ? text.getString() : null;
    }

    /** The same of a machine that has this name, if the event does not name it itself. */
    MachineEvent named(String known) {
        return name != null ? this : new MachineEvent(seq, machineId, known, event, status, payload, at);
    }

    /** The form in responses: {@code exists} says whether there is a page about the machine. */
    JsonObject json(boolean exists) {
        JsonObject columns = JsonText.parse(payload);
        return JsonText.object()
                .add("seq", seq)
                .add("machine_id", machineId)
                .add("name", JsonText.value(name))
                .add("event", event)
                .add("status", JsonText.value(status))
                .add("changes", columns)
                .add("exists", exists ? JsonValue.TRUE : JsonValue.FALSE)
                .add("timestamp", Timestamps.format(at))
                .build();
    }
}
