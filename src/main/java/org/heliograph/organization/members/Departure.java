package org.heliograph.organization.members;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.heliograph.json.JsonText;

/**
 * What a person left who may no longer administer an organisation.
 *
 * @param invitations how many of their invitations ended
 * @param keys        the auth keys that they made and that still register machines
 */
record Departure(int invitations, JsonArray keys) {
    /** {@code {ended_invitations,auth_keys:[…]}} */
    JsonObject json() {
        return addTo(JsonText.object()).build();
    }

    JsonObjectBuilder addTo(JsonObjectBuilder row) {
        return row.add("ended_invitations", invitations).add("auth_keys", keys);
    }
}
