package org.heliograph.uptime.subscriber;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.Unaudited;
import org.heliograph.identity.client.ClientAddressResolver;
import org.heliograph.mail.EmailAddress;
import org.heliograph.mail.MailService;
import org.heliograph.rest.Body;
import org.heliograph.rest.WriteResponse;
import org.heliograph.rest.application.Root;
import org.heliograph.uptime.page.PageAccess;
import org.heliograph.uptime.page.PageView;

/** {@code /v1/status/{slug}/subscribers}: subscriptions of readers by mail. */
@Root(Root.OPEN)
@Path("status/{slug}/subscribers")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Status pages")
@SecurityRequirements
public class SubscriptionResource {
    private static final String BY_READERS = "done by readers, who have no account";
    private static final String UTC = "UTC";

    /**
     * @param language of the mails; English for one that the pages do not have
     * @param timeZone in which the mails write times; UTC for one that is not known
     */
    record SubscriptionRequest(
            @NotBlank @Size(max = EmailAddress.MAX_LENGTH) @EmailAddress
            String email,

            @Size(max = 35) String language,
            @JsonbProperty("timeZone") @Size(max = 64) String timeZone) {}

    record ConfirmationRequest(@NotBlank @Size(max = 100) String token) {}

    @Inject
    private SubscriptionService service;

    @Inject
    private PageAccess pages;

    @Inject
    private ClientAddressResolver addresses;

    @Inject
    private HttpServletRequest http;

    @Unaudited(BY_READERS)
    @SecurityRequirements(@SecurityRequirement(name = "pagePassword"))
    @Operation(
            summary =
                    "Mail a confirmation link to an address, unless it has subscribed; only where there is a mail server")
    @APIResponse(responseCode = "200", ref = "Written")
    @POST
    public JsonObject subscribe(
            @PathParam("slug") String slug, SubscriptionRequest request, @Context HttpHeaders headers) {
        PageView page = pages.open(slug, headers.getHeaderString(HttpHeaders.AUTHORIZATION));
        if (!MailService.isDeliverable(request.email())) {
            throw Body.invalid("The field email must be an e-mail address.");
        }
        Subscriber subscriber = new Subscriber(
                null, page.id(), request.email().toLowerCase(Locale.ROOT), language(request), zone(request));
        service.request(subscriber, page, ClientAddressResolver.group(addresses.address(http)));
        return WriteResponse.saying("A confirmation link is mailed, unless the address has subscribed.")
                .ok();
    }

    private static String language(SubscriptionRequest request) {
        return Optional.ofNullable(request.language())
                .map(tag -> Locale.forLanguageTag(tag).getLanguage())
                .filter(MailTexts.LANGUAGES::contains)
                .orElse(MailTexts.ENGLISH);
    }

    private static ZoneId zone(SubscriptionRequest request) {
        return ZoneId.of(Optional.ofNullable(request.timeZone())
                .filter(ZoneId.getAvailableZoneIds()::contains)
                .orElse(UTC));
    }

    @Unaudited(BY_READERS)
    @Operation(summary = "Confirm a subscription, with the token of the link")
    @APIResponse(responseCode = "200", ref = "Written")
    @POST
    @Path("confirm")
    public JsonObject confirm(@PathParam("slug") String slug, ConfirmationRequest request) {
        return WriteResponse.saying("Subscribed")
                .with("email", service.confirm(pages.find(slug), request.token()))
                .ok();
    }

    /** Takes any body: mail programs send the form of RFC 8058. The slug may be an earlier one of the page, since mails are kept. */
    @Unaudited(BY_READERS)
    @Operation(summary = "End a subscription, with the token of a mail (RFC 8058)")
    @APIResponse(responseCode = "200", ref = "Written")
    @POST
    @Path("unsubscribe/{token}")
    public JsonObject unsubscribe(@PathParam("token") String token) {
        service.unsubscribe(token);
        return WriteResponse.saying("Unsubscribed").ok();
    }

    /** For mail programs that open the address: it leads to the page with the button, since programs follow links as well. */
    @Operation(summary = "Leads to the page that ends a subscription")
    @APIResponse(responseCode = "303", ref = "Redirect")
    @GET
    @Path("unsubscribe/{token}")
    public Response open(@PathParam("slug") String slug, @PathParam("token") String token) {
        String page = "/status/" + encode(slug) + "/subscription#unsubscribe=" + encode(token);
        return Response.status(Response.Status.SEE_OTHER)
                .header(HttpHeaders.LOCATION, page)
                .build();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
