package org.heliograph.uptime.notice;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.heliograph.rest.Form;

/**
 * What makes incidents and maintenances differ.
 *
 * @param <B> the bulletin
 * @param <U> its updates
 */
public interface NoticeKind<B extends Notice, U extends NoticeUpdate> {
    /** What answers and events call one: {@code incident}. */
    String word();

    Class<B> bulletins();

    Class<U> updates();

    /** The statuses that an update may have. */
    List<String> statuses();

    /** Those with which it ends. */
    Set<String> closing();

    /** The status of a new one that brings none; null when it must bring one. */
    String firstStatus();

    /** The attribute that says when it begins. */
    String beginField();

    /** The attribute that says when it ends. */
    String endField();

    B create(String id, String pageId, Instant now);

    U createUpdate(String id, String bulletinId, int ordinal, String status, String message, Instant now);

    /** Takes over what only this kind has; says in the form what is wrong. */
    void fill(B bulletin, Form form);

    /**
     * Adds everything but the updates, in the order of answers.
     *
     * @param told whether it is for an event, which shows a little less
     */
    void describe(B bulletin, JsonObjectBuilder json, boolean told);

    /** An object that answers and events show of a bulletin. */
    default JsonObject json(B bulletin, List<U> updates, boolean told) {
        return NoticeJson.of(this, bulletin, updates, told);
    }
}
