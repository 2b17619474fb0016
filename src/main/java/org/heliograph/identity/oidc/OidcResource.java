package org.heliograph.identity.oidc;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.Audited;
import org.heliograph.audit.Unaudited;
import org.heliograph.identity.Caller;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.client.DeviceCookie;
import org.heliograph.identity.client.SignInClient;
import org.heliograph.identity.provider.ProviderClient;
import org.heliograph.identity.provider.ProviderConfiguration;
import org.heliograph.identity.provider.SignInState;
import org.heliograph.identity.signin.AuthResource;
import org.heliograph.identity.signin.PasswordCheckService;
import org.heliograph.identity.signin.PasswordRule;
import org.heliograph.identity.signin.SignInJson;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.AsSent;
import org.heliograph.rest.Envelope;

/** {@code /api/auth/oidc}: sign-in by the OpenID Connect provider, and the link between an account and its subject there. */
@Path("auth/oidc")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public class OidcResource {
    private static final int MAX_LENGTH = 4_000;

    /**
     * What the provider sent back with the browser, as it came.
     *
     * @param iss who answers, where the provider says so
     */
    record CallbackRequest(
            @AsSent @NotEmpty @Size(max = MAX_LENGTH) String state,
            Optional<@Size(max = MAX_LENGTH) String> code,
            Optional<@Size(max = MAX_LENGTH) String> iss,
            Optional<@Size(max = MAX_LENGTH) String> error,
            Optional<@Size(max = MAX_LENGTH) String> errorDescription) {}

    /** The same, with the password of the caller: the link is another way in to the account. */
    record LinkRequest(
            @AsSent @NotEmpty @Size(max = AuthResource.LONGEST_PASSWORD)
            String currentPassword,

            @AsSent @NotEmpty @Size(max = MAX_LENGTH) String state,
            Optional<@Size(max = MAX_LENGTH) String> code,
            Optional<@Size(max = MAX_LENGTH) String> iss,
            Optional<@Size(max = MAX_LENGTH) String> error,
            Optional<@Size(max = MAX_LENGTH) String> errorDescription) {
        CallbackRequest callback() {
            return new CallbackRequest(state, code, iss, error, errorDescription);
        }
    }

    @Inject
    private OidcService service;

    @Inject
    private ProviderClient provider;

    @Inject
    private ProviderConfiguration configuration;

    @Inject
    private ProviderAccountService accounts;

    @Inject
    private IdentityRepository identities;

    @Inject
    private AccountRepository people;

    @Inject
    private PasswordRule passwords;

    @Inject
    private PasswordCheckService checks;

    @Inject
    private SignInCookie cookie;

    @Inject
    private SignInJson answer;

    @Inject
    private CurrentCaller caller;

    @Inject
    private DeviceCookie device;

    @Inject
    private HttpServletRequest http;

    @Unaudited("nothing has happened yet")
    @Operation(summary = "Begin a sign-in by the OpenID Connect provider; url is where the browser goes next")
    @SecurityRequirements
    @APIResponse(responseCode = "200", ref = "ProviderAddress")
    @POST
    @Path("start")
    public Response start() {
        SignInState begun = SignInState.create();
        String url = provider.authorizationUrl(begun);
        return Response.ok(Envelope.of(JsonText.object().add("url", url).build()))
                .header("Set-Cookie", cookie.with(http, begun))
                .build();
    }

    @Audited(AuditAction.SIGN_IN)
    @Operation(summary = "Complete a sign-in with what the OpenID Connect provider sent back")
    @SecurityRequirements
    @APIResponse(responseCode = "200", ref = "Session")
    @POST
    public Response signIn(CallbackRequest request) {
        SignInClient client = device.read(http);
        Optional<SignInState> begun = cookie.find(http, request.state());
        Response response = answer.response(service.signIn(begun, request, client), client);
        response.getHeaders().add("Set-Cookie", cookie.without(http, begun.orElseThrow()));
        return response;
    }

    @Operation(summary = "Whether the caller's account is linked to a person of the OpenID Connect provider")
    @APIResponse(responseCode = "200", ref = "ProviderLink")
    @GET
    @Path("link")
    public JsonObject link() {
        Caller own = caller.get();
        Optional<IdentityRepository.Link> link = configuration.isEnabled()
                ? identities.ofAccount(configuration.issuer(), own.userId())
                : Optional.empty();
        return Envelope.of(JsonText.object()
                .add("linked", link.isPresent())
                .add("password", link.filter(IdentityRepository.Link::created).isEmpty())
                .add("removable", isRemovable(link))
                .build());
    }

    /** Whether the account has a link and could sign in without it. */
    private boolean isRemovable(Optional<IdentityRepository.Link> link) {
        return link.filter(known -> !known.created())
                .flatMap(known -> people.find(known.accountId()))
                .filter(passwords::allows)
                .isPresent();
    }

    @Audited(AuditAction.ACCOUNT_LINK)
    @Operation(summary = "Link the caller's account to the person that the OpenID Connect provider has just signed in")
    @APIResponse(responseCode = "200", ref = "Empty")
    @POST
    @Path("link")
    public JsonObject link(LinkRequest request) {
        Caller own = caller.get();
        Account account = people.find(own.userId())
                .orElseThrow(() -> ApiException.forbidden("This account is not one of this installation."));
        // before the code of the provider, which works once
        if (!checks.matchesOwn(account, request.currentPassword())) {
            throw new ApiException(403, "WRONG_PASSWORD", "The current password is wrong.");
        }
        accounts.linkOwn(
                own, service.identify(cookie.find(http, request.state()), request.callback(), device.read(http)));
        return Envelope.of(JsonValue.EMPTY_JSON_OBJECT);
    }

    @Audited(AuditAction.ACCOUNT_UNLINK)
    @Operation(summary = "End the link of the caller's account")
    @APIResponse(responseCode = "200", ref = "Empty")
    @DELETE
    @Path("link")
    public JsonObject unlink() {
        Caller own = caller.get();
        if (!configuration.isEnabled()) {
            throw ApiException.notFound("This installation has no OpenID Connect provider.");
        }
        accounts.unlinkOwn(configuration.issuer(), own.userId());
        return Envelope.of(JsonValue.EMPTY_JSON_OBJECT);
    }
}
