package org.heliograph.identity.profile;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.Audited;
import org.heliograph.audit.Unaudited;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.AccessTokenFactory;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.factor.SecondFactorService;
import org.heliograph.identity.signin.AuthResource;
import org.heliograph.identity.signin.FactorPolicy;
import org.heliograph.identity.signin.FactorSignInService;
import org.heliograph.identity.signin.PasswordCheckService;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.AsSent;
import org.heliograph.rest.Envelope;

/** {@code /api/auth/factor}: the second factor of the caller's account. */
@Path("auth/factor")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public class FactorResource {
    private static final int LONGEST_CODE = 100;

    record BeginRequest(
            @AsSent @NotEmpty @Size(max = AuthResource.LONGEST_PASSWORD)
            String currentPassword) {}

    record CodeRequest(@NotBlank @Size(max = LONGEST_CODE) String code) {}

    @Inject
    private FactorService factor;

    @Inject
    private SecondFactorService factors;

    @Inject
    private FactorPolicy policy;

    @Inject
    private PasswordCheckService checks;

    @Inject
    private AccountRepository accounts;

    @Inject
    private CurrentCaller caller;

    @Operation(summary = "Whether the caller's account has a second factor, and must have one")
    @APIResponse(responseCode = "200", ref = "Factor")
    @GET
    public JsonObject get() {
        Account account = account();
        SecondFactorService.State state = factors.state(account.getId());
        JsonObjectBuilder row = JsonText.object().add("on", state.on());
        return Envelope.of((state.on() ? row.add("since", Timestamps.format(state.since())) : row.addNull("since"))
                .add("recovery_codes", state.recoveryCodes())
                .add("required", policy.requires(account))
                .build());
    }

    @Unaudited("nothing counts before the code that confirms it")
    @Operation(summary = "Create a secret for an authenticator app; it has no effect until it is confirmed")
    @APIResponse(responseCode = "200", ref = "FactorSetup")
    @POST
    public JsonObject begin(BeginRequest request) {
        Account account = account();
        if (!checks.matchesOwn(account, request.currentPassword())) {
            throw new ApiException(403, "WRONG_PASSWORD", "The current password is wrong.");
        }
        return Envelope.of(factor.begin(account).json());
    }

    @Audited(AuditAction.FACTOR_ENABLE)
    @Operation(summary = "Turn the second factor on by a code of the app, and end the other sessions")
    @APIResponse(responseCode = "200", ref = "RecoveryCodes")
    @POST
    @Path("confirm")
    public JsonObject confirm(CodeRequest request) {
        Account account = account();
        String session = AccessTokenFactory.session(caller.get());
        check(account, () -> factor.proveNew(account, request.code()));
        return codes(factor.confirm(account, session));
    }

    @Audited(AuditAction.FACTOR_RECOVERY_CODES)
    @Operation(summary = "Replace the recovery codes, by a code of the app or one of them")
    @APIResponse(responseCode = "200", ref = "RecoveryCodes")
    @POST
    @Path("recovery-codes")
    public JsonObject renewRecoveryCodes(CodeRequest request) {
        Account account = account();
        check(account, () -> factor.prove(account, request.code()));
        return codes(factor.renewRecoveryCodes(account));
    }

    @Audited(AuditAction.FACTOR_DISABLE)
    @Operation(summary = "Turn the second factor off, by a code of the app or a recovery code")
    @APIResponse(responseCode = "200", ref = "Empty")
    @POST
    @Path("off")
    public JsonObject turnOff(CodeRequest request) {
        Account account = account();
        factor.requireOptional(account);
        check(account, () -> factor.prove(account, request.code()));
        factor.turnOff(account);
        return Envelope.of(JsonValue.EMPTY_JSON_OBJECT);
    }

    /** @param proof uses the code up @throws ApiException 403 WRONG_CODE, 429 RATE_LIMITED */
    private void check(Account account, BooleanSupplier proof) {
        if (!checks.matchesOwnCode(account, proof)) {
            // with 401 clients would renew their token
            throw new ApiException(
                    403, "WRONG_CODE", FactorSignInService.wrongCode().getMessage());
        }
    }

    private static JsonObject codes(List<String> codes) {
        return Envelope.of(
                JsonText.object().add("recovery_codes", JsonText.array(codes)).build());
    }

    private Account account() {
        return accounts.find(caller.get().userId())
                .orElseThrow(() -> ApiException.forbidden("You have no account here that signs in with a password."));
    }
}
