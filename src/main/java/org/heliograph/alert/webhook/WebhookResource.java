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
import org.heliograph.json.JsonText;
import org.heliograph.rest.BodyReader;
import org.heliograph.rest.application.Root;

/** {@code POST /internal/alerts}: where Zabbix, Alertmanager, Grafana and scripts report (docs/alerts.md). */
@Root(Root.INTERNAL)
@Path("/alerts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class WebhookResource {
    /** Alertmanager gives a batch up after a 4xx, so there is room for a storm. */
    private static final int LARGEST = 8 * 1024 * 1024;

    @Inject
    private WebhookSecret secret;

    @Inject
    private WebhookService intake;

    /** Whatever content type it comes with: not every sender says one. */
    @POST
    public JsonObject report(@HeaderParam("Authorization") String authorization, InputStream body) throws IOException {
        secret.require(authorization);
        List<ReportedEvent> reports = WebhookParser.read(BodyReader.read(body, LARGEST));
        intake.take(reports);
        return JsonText.object()
                .add("success", true)
                .add("received", reports.size())
                .build();
    }
}
