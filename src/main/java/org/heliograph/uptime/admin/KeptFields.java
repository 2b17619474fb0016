package org.heliograph.uptime.admin;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Set;
import org.heliograph.json.JsonText;
import org.heliograph.rest.Body;
import org.heliograph.rest.FieldReader;
import org.heliograph.uptime.monitor.NamedEntity;

/**
 * Fields that mean something to the stock server. Where they mean nothing here, they are kept as they were sent and given back, so that
 * its users' scripts find what they wrote, and each answer to a body that has some says which.
 *
 * @param own those that the type of the entity has itself
 */
record KeptFields(Set<String> own) {
    private static final List<String> STOCK =
            List.of("notificationChannels", "pulseMonitors", "pulse", "interval", "resendNotification", "dependencies");

    /** The longest text of all kept fields of an entity. */
    private static final int LONGEST = 10_000;

    /** Takes the fields that were sent into an entity; null removes one. A problem is reported to the form. */
    void fill(NamedEntity entity, FieldReader form) {
        JsonObjectBuilder kept = JsonText.object(entity.getKeptFields());
        for (String name : STOCK) {
            if (!own.contains(name) && form.cleared(name)) {
                kept.remove(name);
            } else if (!own.contains(name) && form.sent(name)) {
                kept.add(name, form.raw(name));
            }
        }
        JsonObject fields = kept.build();
        if (fields.toString().length() > LONGEST || !Body.storable(fields.toString())) {
            form.wrong(String.join(", ", fields.keySet()) + " cannot be kept: " + LONGEST + " characters at most");
        } else {
            entity.setKeptFields(fields);
        }
    }

    /** The fields of a body that mean nothing here. */
    List<String> ignored(Body body) {
        return STOCK.stream()
                .filter(name -> !own.contains(name) && body.has(name))
                .toList();
    }
}
