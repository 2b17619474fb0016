package org.heliograph.pages;

import jakarta.json.Json;
import java.util.UUID;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.LogPositions;
import org.heliograph.testing.Server;

/** Creates an organisation for a single test, owned by alice@acme.test. */
final class TestOrganization {
    static final String OWNER = "alice@acme.test";

    private TestOrganization() {}

    static Fleet on(Server server) {
        return on(server, "Org " + UUID.randomUUID().toString().substring(0, 8));
    }

    /** Waits until the events of its machines have their numbers: no page that opens afterwards hears them. */
    static void settle(Fleet fleet) {
        LogPositions.settled(() -> fleet.read("limit=1"));
    }

    static Fleet on(Server server, String name) {
        Api owner = server.as(OWNER);
        String id = "org-" + UUID.randomUUID();
        ExpectedStatus.require(
                201,
                owner.post(
                        "/api/organizations",
                        Json.createObjectBuilder()
                                .add("id", id)
                                .add("name", name)
                                .add("owner_email", OWNER)
                                .build()
                                .toString()));
        return new Fleet(owner, id);
    }
}
