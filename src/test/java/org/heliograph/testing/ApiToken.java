package org.heliograph.testing;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/**
 * An API token that a test has created.
 *
 * @param maker        who may revoke it
 * @param organization null for a token of the installation
 * @param text         the token itself
 */
public record ApiToken(Api maker, String organization, String id, String text) implements AutoCloseable {
    /** Creates one for the installation. @param maker an administrator of the installation */
    public static ApiToken of(Api maker, String... scopes) {
        return in(maker, null, scopes);
    }

    /** Creates one for an organisation. @param maker an administrator of the organisation */
    public static ApiToken in(Api maker, String organization, String... scopes) {
        JsonObject created = create(maker, organization, scopes).data();
        return new ApiToken(maker, organization, created.getString("id"), created.getString("token"));
    }

    /** Tries to create one. */
    public static Answer create(Api maker, String organization, String... scopes) {
        JsonArrayBuilder words = Json.createArrayBuilder();
        for (String scope : scopes) {
            words.add(scope);
        }
        JsonObjectBuilder body = Json.createObjectBuilder()
                .add("name", "a program of the tests")
                .add("scopes", words)
                .add("expires_in_days", 1);
        if (organization != null) {
            body.add("org_id", organization);
        }
        return maker.post("/api/tokens", body.build().toString());
    }

    /** A client that sends it. */
    public Api api() {
        return maker.with(text);
    }

    /** A client of another node that sends it. */
    public Api on(Server node) {
        return node.api().with(text);
    }

    private String query() {
        return organization == null ? "" : "?org_id=" + organization;
    }

    /** Its row as administrators see it. */
    public JsonObject row() {
        return maker.get("/api/tokens" + query()).list().getValuesAs(JsonObject.class).stream()
                .filter(row -> row.getString("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    public Answer revoke() {
        return maker.delete("/api/tokens/" + id + query());
    }

    /** Revokes it, unless that was done. */
    @Override
    public void close() {
        revoke();
    }
}
