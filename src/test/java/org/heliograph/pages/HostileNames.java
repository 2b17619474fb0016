package org.heliograph.pages;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;
import org.heliograph.testing.StatusAdmin;
import org.heliograph.testing.TestSettings;

/** An organisation, its machines and people, alerts and status pages, all with names that are hard to lay out. */
final class HostileNames {
    /** 100 letters without a place to break. */
    static final String LONG =
            "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaftskapitaenspatentamt"
                    .substring(0, 100);

    private static final List<String> NAMES = List.of(
            LONG,
            "خادم قاعدة البيانات الرئيسي في مركز البيانات",
            "🚀👩‍👩‍👧‍👦🇨🇭🚒🔥 depot 🧯🧯🧯",
            "Z̷̡̛͓͐a̸͇͐l̴̗̒g̵̱͝o̶̗͑ Ṩ̵̈ȅ̸r̵̽v̷̈e̴͝r̶̾");
    private static final List<String> SEVERITIES = List.of("critical", "warning", "info", "critical");
    /** Not one of those that are guessed first. */
    private static final String PASSWORD = "kR7-vale-harbour-93";

    /** How many names there are. */
    static final int COUNT = NAMES.size();

    /** By the kinds of things, those of each name. */
    private final Map<String, List<String>> ids = new HashMap<>();

    private final Api admin;
    private final Fleet fleet;
    private final StatusAdmin status;

    private HostileNames(Server server) {
        fleet = TestOrganization.on(server, LONG);
        admin = fleet.admin();
        status = new StatusAdmin(admin);
        remember("long", LONG);
        NAMES.forEach(this::create);
        createSeries(LONG);
        remember(
                "invitation",
                InvitedUser.invite(fleet, InvitedUser.newEmail(), "member")
                        .data()
                        .getString("token"));
        admin.with(null)
                .send(
                        "POST",
                        "/internal/alerts",
                        object("site", LONG).add("severity", LONG).build().toString(),
                        "Authorization",
                        "Bearer " + TestSettings.WEBHOOK_SECRET);
    }

    static HostileNames on(Server server) {
        return new HostileNames(server);
    }

    String organization() {
        return fleet.organization();
    }

    /** Puts the ids of what has a name in the place of their kinds in braces. @param name its number; of some things there is one only */
    String fill(String text, int name) {
        String filled = text;
        for (Map.Entry<String, List<String>> id : ids.entrySet()) {
            List<String> all = id.getValue();
            filled = filled.replace("{" + id.getKey() + "}", all.get(name % all.size()));
        }
        return filled;
    }

    private void create(String name) {
        Agent machine =
                fleet.register(fleet.newKey("\"description\":\"" + name + "\"").getString("key"), name);
        machine.heartbeat();
        remember("machine", machine.id());
        String invitation = InvitedUser.invite(fleet, InvitedUser.newEmail(), "admin")
                .data()
                .getString("token");
        created(admin.with(null)
                .post(
                        "/api/auth/invitation",
                        object("token", invitation)
                                .add("name", name)
                                .add("password", PASSWORD)
                                .build()
                                .toString()));
        String severity = SEVERITIES.get(NAMES.indexOf(name));
        remember(
                "alert",
                admin.post(
                                "/api/v1/alerts",
                                object("site", name)
                                        .add("severity", severity)
                                        .add("message", name + " " + name)
                                        .build()
                                        .toString())
                        .json()
                        .getString("id"));
        createStatus(name);
        created(admin.post("/api/screen-tokens", object("name", name).build().toString()));
        created(admin.post(
                "/api/tokens",
                object("name", name)
                        .add("org_id", fleet.organization())
                        .add("scopes", Json.createArrayBuilder().add("read"))
                        .add("expires_in_days", 7)
                        .build()
                        .toString()));
        created(admin.post(
                "/api/admin/announcements",
                object("text", name + " " + name)
                        .add("severity", "warning")
                        .add("until", Instant.now().plus(Duration.ofHours(1)).toString())
                        .build()
                        .toString()));
    }

    private void createStatus(String name) {
        String metric = name.substring(0, Math.min(50, name.length()));
        String monitor = id(status.post(
                "monitors",
                "{'name':'" + name + "','interval':60,'custom1':{'id':'players','name':'" + metric + "'}}"));
        String group =
                id(status.post("groups", "{'name':'" + name + "','strategy':'any-up','children':['" + monitor + "']}"));
        String slug = StatusAdmin.newId("page");
        id(status.post(
                "status-pages",
                "{'id':'" + slug + "','name':'" + name + "','slug':'" + slug + "','items':['" + group + "','" + monitor
                        + "']}"));
        remember("monitor", monitor);
        remember("page", slug);
        String report = "{'status_page_id':'" + ids.get("page").get(0) + "','title':'" + name + "','message':'" + name
                + "','affected_monitors':['" + monitor + "'],";
        String incident = id(status.post("incidents", report + "'status':'investigating','severity':'critical'}"));
        ExpectedStatus.require(
                201,
                status.post("incidents/" + incident + "/updates", "{'status':'identified','message':'" + name + "'}"));
        Instant soon = Instant.now().plus(Duration.ofHours(1));
        id(status.post(
                "maintenances",
                report + "'scheduled_start':'" + soon + "','scheduled_end':'" + soon.plus(Duration.ofHours(1)) + "'}"));
    }

    /** A maintenance that is repeated. */
    private void createSeries(String name) {
        ExpectedStatus.require(
                201,
                status.post(
                        "maintenances",
                        "{'status_page_id':'" + ids.get("page").get(0) + "','title':'" + name + "','message':'" + name
                                + "','recurrence':{'rule':'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1','start':'2098-01-05T02:00','zone':'America/Argentina/ComodRivadavia','duration_minutes':60}}"));
    }

    /** The id of what was created. */
    private static String id(Answer answer) {
        return ExpectedStatus.require(201, answer).json().getString("id");
    }

    private void remember(String kind, String id) {
        ids.computeIfAbsent(kind, absent -> new ArrayList<>()).add(id);
    }

    private static void created(Answer answer) {
        if (answer.status() >= 300) {
            throw new AssertionError(answer.toString());
        }
    }

    private static JsonObjectBuilder object(String name, String value) {
        return Json.createObjectBuilder().add(name, value);
    }
}
