package org.heliograph.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.UUID;

/**
 * A user who joined by an invitation, for tests that change an account.
 *
 * @param signedIn the response to the accepted invitation
 */
public record InvitedUser(Api api, String email, String password, JsonObject signedIn) {
    /** Invites a new user and accepts the invitation. */
    public static InvitedUser join(Fleet fleet, String role) {
        String email = newEmail();
        String password = "password-" + UUID.randomUUID();
        String invitation = invite(fleet, email, role).data().getString("token");
        JsonObject signedIn =
                accept(fleet.admin().server(), invitation, password).data();
        return new InvitedUser(fleet.admin().with(signedIn.getString("token")), email, password, signedIn);
    }

    public static String newEmail() {
        return "p-" + UUID.randomUUID() + "@people.test";
    }

    public static Answer invite(Fleet fleet, String email, String role) {
        return fleet.admin()
                .post(
                        "/api/members",
                        Json.createObjectBuilder()
                                .add("org_id", fleet.organization())
                                .add("email", email)
                                .add("role", role)
                                .build()
                                .toString());
    }

    public static Answer accept(Server server, String invitation, String password) {
        return server.api()
                .post(
                        "/api/auth/invitation",
                        Json.createObjectBuilder()
                                .add("token", invitation)
                                .add("name", "Somebody")
                                .add("password", password)
                                .build()
                                .toString());
    }

    public String id() {
        return signedIn.getJsonObject("user").getString("id");
    }

    public String refreshToken() {
        return signedIn.getString("refresh_token");
    }
}
