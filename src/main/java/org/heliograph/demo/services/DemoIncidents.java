package org.heliograph.demo.services;

import static org.heliograph.demo.scenario.JsonBodies.array;
import static org.heliograph.demo.scenario.JsonBodies.object;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.demo.scenario.DemoApi;
import org.heliograph.demo.scenario.Scenario;

/** Incidents on the demo's page, one after another, each with updates until it is resolved; and a scheduled maintenance. */
public final class DemoIncidents implements Scenario {
    private static final Logger LOG = Logger.getLogger(DemoIncidents.class.getName());
    private static final String INCIDENTS = "/v1/admin/incidents";
    private static final int KEPT = 12;
    private static final Duration STEP = Duration.ofSeconds(75);
    private static final Duration QUIET = Duration.ofMinutes(6);
    private static final Duration AHEAD = Duration.ofHours(20);

    /** One update of an incident. */
    private record UpdateText(String status, String message) {}

    /** The text of an incident. */
    private record IncidentText(String title, String severity, String monitor, List<UpdateText> steps) {}

    private static final List<IncidentText> TROUBLES = List.of(
            new IncidentText(
                    "Some payments fail",
                    "major",
                    "payments",
                    List.of(
                            new UpdateText(
                                    "investigating",
                                    "One in twenty card payments is refused. We are looking for the reason."),
                            new UpdateText("identified", "A card network times out. We send its payments another way."),
                            new UpdateText("monitoring", "Payments go through again; we keep watching."),
                            new UpdateText("resolved", "No payment has failed for a while."))),
            new IncidentText(
                    "E-mails arrive late",
                    "minor",
                    "mail",
                    List.of(
                            new UpdateText("investigating", "Confirmation mails take up to ten minutes."),
                            new UpdateText("identified", "A queue has grown behind one slow receiver."),
                            new UpdateText("resolved", "The queue is empty, mails are sent at once."))),
            new IncidentText(
                    "Replica behind its primary",
                    "critical",
                    "db-replica",
                    List.of(
                            new UpdateText("investigating", "Reports show numbers of some minutes ago."),
                            new UpdateText("monitoring", "The replica has been rebuilt and catches up."),
                            new UpdateText("resolved", "The replica is level with its primary."))));

    private int told;
    private int step;
    private String open;
    private long nextAt;

    @Override
    public String description() {
        return "incidents come and go on the status page";
    }

    /** Continues with an incident that an earlier run left open. */
    @Override
    public void begin(DemoApi api, long now) throws IOException, InterruptedException, DemoApi.Refused {
        JsonArray incidents = api.list(DemoApi.ALICE, INCIDENTS);
        for (JsonValue each : incidents) {
            JsonObject incident = each.asJsonObject();
            if (!incident.getString("status").equals("resolved") && troubleOf(incident.getString("title")) >= 0) {
                say(api, incident.getString("id"), new UpdateText("resolved", "All is well again."));
            }
        }
        if (api.list(DemoApi.ALICE, "/v1/admin/maintenances").isEmpty()) {
            schedule(api, Instant.ofEpochMilli(now).plus(AHEAD));
        }
        create(api, now);
    }

    private static int troubleOf(String title) {
        return TROUBLES.stream().map(IncidentText::title).toList().indexOf(title);
    }

    private static void schedule(DemoApi api, Instant start) throws IOException, InterruptedException, DemoApi.Refused {
        api.as(
                DemoApi.ALICE,
                "POST",
                "/v1/admin/maintenances",
                object(
                        "status_page_id", "main",
                        "title", "New disks for the primary database",
                        "status", "scheduled",
                        "message", "The replica takes over for about an hour; nothing should be felt.",
                        "scheduled_start", start.toString(),
                        "scheduled_end", start.plus(Duration.ofHours(1)).toString(),
                        "affected_monitors", array("db-primary")));
    }

    @Override
    public void act(DemoApi api, long now) throws IOException, InterruptedException, DemoApi.Refused {
        if (now < nextAt) {
            return;
        }
        try {
            goOn(api, now);
        } catch (DemoApi.Refused refused) {
            if (!refused.isGone()) {
                throw refused;
            }
            LOG.log(Level.FINE, "an incident was abandoned: {0}", refused.getMessage());
            end(now);
        }
    }

    private void goOn(DemoApi api, long now) throws IOException, InterruptedException, DemoApi.Refused {
        if (open == null) {
            create(api, now);
            return;
        }
        List<UpdateText> steps = TROUBLES.get(told % TROUBLES.size()).steps();
        say(api, open, steps.get(step));
        step++;
        if (step < steps.size()) {
            nextAt = now + STEP.toMillis();
        } else {
            end(now);
            deleteOld(api);
        }
    }

    private void end(long now) {
        open = null;
        told++;
        nextAt = now + QUIET.toMillis();
    }

    private void create(DemoApi api, long now) throws IOException, InterruptedException, DemoApi.Refused {
        IncidentText trouble = TROUBLES.get(told % TROUBLES.size());
        UpdateText first = trouble.steps().get(0);
        open = api.as(
                        DemoApi.ALICE,
                        "POST",
                        INCIDENTS,
                        object(
                                "status_page_id", "main",
                                "title", trouble.title(),
                                "status", first.status(),
                                "severity", trouble.severity(),
                                "message", first.message(),
                                "affected_monitors", array(trouble.monitor())))
                .asJsonObject()
                .getString("id");
        step = 1;
        nextAt = now + STEP.toMillis();
    }

    private static void say(DemoApi api, String incident, UpdateText step)
            throws IOException, InterruptedException, DemoApi.Refused {
        api.as(
                DemoApi.ALICE,
                "POST",
                INCIDENTS + "/" + incident + "/updates",
                object("status", step.status(), "message", step.message()));
    }

    /** A demo that runs for weeks must not fill the page. */
    private static void deleteOld(DemoApi api) throws IOException, InterruptedException, DemoApi.Refused {
        List<JsonObject> ours = api.list(DemoApi.ALICE, INCIDENTS).stream()
                .map(JsonValue::asJsonObject)
                .filter(incident -> troubleOf(incident.getString("title")) >= 0)
                .sorted(Comparator.comparing((JsonObject incident) -> incident.getString("created_at"))
                        .reversed())
                .toList();
        for (JsonObject old : ours.subList(Math.min(KEPT, ours.size()), ours.size())) {
            api.as(DemoApi.ALICE, "DELETE", INCIDENTS + "/" + old.getString("id"), null);
        }
    }
}
