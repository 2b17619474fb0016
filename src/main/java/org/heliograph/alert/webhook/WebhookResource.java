package org.heliograph.alert.webhook;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.alert.refusal.Refusal;
import org.heliograph.alert.refusal.RefusalService;
import org.heliograph.audit.Unaudited;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.identity.screen.AlertAccess;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.heliograph.rest.BodyReader;
import org.heliograph.rest.application.Root;

/** {@code POST /internal/alerts}: the webhook for Zabbix, Alertmanager, Grafana and scripts (docs/alerts.md). */
@Root(Root.INTERNAL)
@Path("/alerts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Alerts")
@SecurityRequirements({@SecurityRequirement(name = "webhookSecret"), @SecurityRequirement(name = "token")})
public class WebhookResource {
    /** In bytes. Alertmanager drops a batch that gets a 4xx, so a large one must fit. */
    private static final int MAX_BODY = 8 * 1024 * 1024;

    @Inject
    private CurrentCaller caller;

    @Inject
    private AlertAccess access;

    @Inject
    private WebhookSecret secret;

    @Inject
    private WebhookService webhooks;

    @Inject
    private RefusalService refusals;

    /** Any content type, since not every sender sets one. */
    @Unaudited("another system reports; the alert names it")
    @Operation(summary = "Report alerts of Zabbix, Alertmanager, Grafana or a script")
    @Schema(ref = "WebhookReport")
    @Parameter(name = "source", description = "The system, where its body cannot name it")
    @APIResponse(responseCode = "200", ref = "WebhookAccepted")
    @POST
    public JsonObject report(
            @HeaderParam("Authorization") String authorization, @QueryParam("source") String source, InputStream body)
            throws IOException {
        // only an API token makes a caller here
        if (caller.find().isPresent()) {
            access.requireOperator();
        } else {
            secret.require(authorization);
        }
        ParsedReport report = parse(body, Optional.ofNullable(source));
        webhooks.accept(report.events());
        refusals.record(report.refusals());
        return answer(report);
    }

    private ParsedReport parse(InputStream stream, Optional<String> source) throws IOException {
        Optional<Body> body = Optional.empty();
        ParsedReport report;
        try {
            body = Optional.of(BodyReader.read(stream, MAX_BODY));
            report = WebhookParser.parse(body.get(), source);
        } catch (ApiException refused) {
            String example =
                    body.map(sent -> TextSanitizer.excerpt(sent.json())).orElse("");
            refusals.record(List.of(new Refusal(WebhookParser.senderOf(body, source), refused.getMessage(), example)));
            throw refused;
        }
        if (report.events().isEmpty() && !report.refused().isEmpty()) {
            refusals.record(report.refusals());
            throw report.refusal();
        }
        return report;
    }

    private static JsonObject answer(ParsedReport report) {
        JsonObjectBuilder answer = JsonText.object()
                .add("success", true)
                .add("received", report.events().size());
        if (report.batch()) {
            JsonArrayBuilder refused = JsonText.array();
            report.refused()
                    .forEach(one -> refused.add(
                            JsonText.object().add("index", one.index()).add("message", one.message())));
            answer.add("refused", refused);
        }
        return answer.build();
    }
}
