package org.heliograph.identity.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.Claims;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.heliograph.rest.Envelope;

/** {@code /api/auth}: sign-in, refresh, sign-out, password change, and the signed-in user. */
@Path("auth")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuthResource {
    /** The longest password that is accepted, in characters. */
    public static final int LONGEST_PASSWORD = 200;

    private static final int MAX_EMAIL_LENGTH = 254;
    private static final int MAX_TOKEN_LENGTH = 200;

    @Inject
    private SignInService signIn;

    @Inject
    private SignInResponse answer;

    @Inject
    private AccountRepository accounts;

    @Inject
    private CurrentCaller caller;

    @Inject
    @Claim(standard = Claims.sub)
    private String userId;

    @POST
    @Path("login")
    public JsonObject login(Body body) {
        String email = body.string("email", MAX_EMAIL_LENGTH);
        return Envelope.of(answer.of(signIn.login(email, body.secret("password", LONGEST_PASSWORD))));
    }

    @POST
    @Path("refresh")
    public JsonObject refresh(Body body) {
        return Envelope.of(answer.of(signIn.refresh(body.secret("refresh_token", MAX_TOKEN_LENGTH))));
    }

    @POST
    @Path("logout")
    public JsonObject logout(Body body) {
        signIn.logout(body.secret("refresh_token", MAX_TOKEN_LENGTH));
        return Envelope.of(JsonValue.EMPTY_JSON_OBJECT);
    }

    @POST
    @Path("password")
    public JsonObject changePassword(Body body) {
        caller.get();
        Account account =
                accounts.find(userId).orElseThrow(() -> ApiException.forbidden("This account has no password here."));
        String current = body.secret("current_password", LONGEST_PASSWORD);
        String next = body.secret("new_password", LONGEST_PASSWORD);
        return Envelope.of(answer.of(signIn.changePassword(account, current, next)));
    }

    @GET
    @Path("me")
    public JsonObject me() {
        return Envelope.of(answer.of(caller.get()));
    }
}
