package org.heliograph.uptime.subscriber;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.List;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;

/**
 * What subscribers are mailed about an update of an incident or a maintenance, as it was when it was published.
 *
 * @param noticeId the same for all mails about the notice
 * @param change   what has happened
 * @param status   of the notice
 * @param message  of the update, in Markdown; empty for a change of the schedule alone
 * @param severity of an incident; null for a maintenance
 * @param start    of a maintenance; null for an incident
 * @param end      of a maintenance; null for an incident
 * @param affected names of what is affected, as far as the page shows it
 */
public record NoticeMail(
        String noticeId,
        Change change,
        String title,
        String status,
        String message,
        String severity,
        Instant start,
        Instant end,
        List<String> affected) {
    /** What has happened to the notice. */
    public enum Change {
        PUBLISHED,
        UPDATED,
        RESCHEDULED,
        /** It was deleted while it was open. */
        WITHDRAWN
    }

    public NoticeMail {
        affected = List.copyOf(affected);
    }

    boolean isMaintenance() {
        return severity == null;
    }

    /** As the database has it. */
    String stored() {
        JsonObjectBuilder json = JsonText.object()
                .add("noticeId", noticeId)
                .add("change", change.name())
                .add("title", title)
                .add("status", status)
                .add("message", message)
                .add("affected", JsonText.array(affected));
        if (isMaintenance()) {
            json.add("start", Timestamps.format(start)).add("end", Timestamps.format(end));
        } else {
            json.add("severity", severity);
        }
        return json.build().toString();
    }

    /** @param stored what {@link #stored} made */
    static NoticeMail parse(String stored) {
        JsonObject json = JsonText.parse(stored);
        return new NoticeMail(
                json.getString("noticeId"),
                Change.valueOf(json.getString("change")),
                json.getString("title"),
                json.getString("status"),
                json.getString("message"),
                json.getString("severity", null),
                json.containsKey("start") ? Instant.parse(json.getString("start")) : null,
                json.containsKey("end") ? Instant.parse(json.getString("end")) : null,
                json.getJsonArray("affected").getValuesAs(JsonString::getString));
    }
}
