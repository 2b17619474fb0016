package org.heliograph.alert.webhook;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.json.JsonText;
import org.heliograph.rest.BodyReader;
import org.heliograph.rest.application.Root;

/** {@code POST /internal/alerts}: the webhook for Zabbix, Alertmanager, Grafana and scripts (docs/alerts.md). */
@Root(Root.INTERNAL)
@Path("/alerts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Alerts")
@SecurityRequirements(@SecurityRequirement(name = "webhookSecret"))
public class WebhookResource {
    /** In bytes. Alertmanager drops a batch that gets a 4xx, so a large one must fit. */
    private static final int MAX_BODY = 8 * 1024 * 1024;

    @Inject
    private WebhookSecret secret;

    @Inject
    private WebhookService webhooks;

    /** Any content type, since not every sender sets one. */
    @Operation(summary = "Report alerts of Zabbix, Alertmanager, Grafana or a script")
    @Schema(ref = "WebhookReport")
    @APIResponse(responseCode = "200", ref = "WebhookAccepted")
    @POST
    public JsonObject report(@HeaderParam("Authorization") String authorization, InputStream body) throws IOException {
        secret.require(authorization);
        List<ReportedEvent> reports = WebhookParser.parse(BodyReader.read(body, MAX_BODY));
        webhooks.accept(reports);
        return JsonText.object()
                .add("success", true)
                .add("received", reports.size())
                .build();
    }
}
