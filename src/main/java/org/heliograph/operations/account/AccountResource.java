package org.heliograph.operations.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.Caller;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.identity.account.Account;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Envelope;

/** {@code /api/accounts}: the accounts of the installation, for its administrators. */
@Path("accounts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class AccountResource {
    private static final int MAX_LIMIT = 500;
    private static final int MAX_OFFSET = 1_000_000;

    @Inject
    private AccountAdminService accounts;

    @Inject
    private CurrentCaller caller;

    @Operation(summary = "Find accounts; platform role admin")
    @APIResponse(responseCode = "200", ref = "Accounts")
    @GET
    public JsonObject list(
            @QueryParam("search") @DefaultValue("") String search,
            @QueryParam("limit") @DefaultValue("100") String limit,
            @QueryParam("offset") @DefaultValue("0") String offset) {
        caller.requirePlatformAdmin();
        JsonArrayBuilder rows = JsonText.array();
        accounts.list(search, number("limit", limit, 1, MAX_LIMIT), number("offset", offset, 0, MAX_OFFSET))
                .forEach(account -> rows.add(row(account)));
        return Envelope.of(rows.build());
    }

    @Operation(summary = "Disable an account or change its platform role; platform role admin")
    @APIResponse(responseCode = "200", ref = "Account")
    @PATCH
    @Path("{id}")
    public JsonObject update(@PathParam("id") String id, UpdateAccountRequest request) {
        Caller admin = caller.requirePlatformAdmin();
        if (request.role().isEmpty() && request.disabled() == null) {
            throw new ApiException(400, "MISSING_FIELDS", "The field disabled or role is missing.");
        }
        return Envelope.of(row(accounts.update(id, request, admin)));
    }

    private static int number(String name, String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            // refused below
        }
        throw ApiException.badRequest(
                "The parameter " + name + " must be a whole number from " + least + " to " + most + ".");
    }

    private static JsonObject row(Account account) {
        return JsonText.object()
                .add("id", account.getId())
                .add("email", account.getEmail())
                .add("name", account.getName())
                .add("role", account.getRole())
                .add("disabled", account.isDisabled())
                .add("created_at", Timestamps.format(account.getCreatedAt()))
                .build();
    }
}
