package org.heliograph.uptime.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Server;
import org.heliograph.testing.StatusAdmin;
import org.junit.jupiter.api.Test;

class MonitorAdminIT {
    private static final List<String> KINDS =
            List.of("monitors", "groups", "status-pages", "incidents", "maintenances");

    private final StatusAdmin admin = StatusAdmin.shared();

    @Test
    void onlyPlatformAdminsMayReadAndWrite() {
        for (String kind : KINDS) {
            for (String call : List.of(
                    "GET " + kind,
                    "POST " + kind,
                    "GET " + kind + "/x",
                    "PUT " + kind + "/x",
                    "DELETE " + kind + "/x")) {
                String method = call.substring(0, call.indexOf(' '));
                String path = "/v1/admin/" + call.substring(call.indexOf(' ') + 1);
                String body = method.startsWith("P") ? "{}" : null;

                assertThat(Server.shared().api().send(method, path, body).status())
                        .as(call)
                        .isEqualTo(401);
                assertThat(Server.shared()
                                .as("bob@acme.test")
                                .send(method, path, body)
                                .status())
                        .as(call)
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void monitorIsCreatedReadUpdatedAndDeletedWithTheRequestsOfTheStockServer() {
        String id = StatusAdmin.newId("api");
        Answer created = admin.post(
                "monitors",
                "{'id':'" + id + "','name':'Staging API','token':'tk_" + id + "','interval':30,'maxRetries':2,"
                        + "'resendNotification':12,'notificationChannels':['critical'],"
                        + "'custom1':{'id':'players','name':'Players','unit':'p'}}");
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        assertThat(created.text())
                .isEqualTo("{\"success\":true,\"message\":\"Monitor '" + id + "' created\",\"id\":\"" + id
                        + "\",\"ignored\":[\"notificationChannels\"]}");

        JsonObject monitor = admin.get("monitors/" + id).json();
        assertThat(monitor.keySet())
                .containsExactly(
                        "id",
                        "name",
                        "token",
                        "interval",
                        "maxRetries",
                        "resendNotification",
                        "children",
                        "dependencies",
                        "custom1",
                        "notificationChannels",
                        "created_at",
                        "updated_at");
        assertThat(monitor.getString("token")).isEqualTo("tk_" + id);
        assertThat(monitor.getJsonObject("custom1"))
                .hasToString("{\"id\":\"players\",\"name\":\"Players\",\"unit\":\"p\"}");

        assertThat(admin.put("monitors/" + id, "{'interval':60,'custom1':null}").status())
                .isEqualTo(200);
        JsonObject changed = admin.get("monitors/" + id).json();
        assertThat(changed.getInt("interval")).isEqualTo(60);
        assertThat(changed.getInt("maxRetries")).isEqualTo(2);
        assertThat(changed.getString("name")).isEqualTo("Staging API");
        assertThat(changed.keySet()).doesNotContain("custom1");

        assertThat(StatusAdmin.rows(admin.get("monitors"))).contains(changed);
        assertThat(admin.delete("monitors/" + id).status()).isEqualTo(200);
        assertThat(admin.get("monitors/" + id).status()).isEqualTo(404);
        assertThat(admin.put("monitors/" + id, "{}").status()).isEqualTo(404);
        assertThat(admin.delete("monitors/" + id).status()).isEqualTo(404);
    }

    @Test
    void malformedBodiesAreRejectedAndMalformedIdsAreNotFound() {
        for (String kind : KINDS) {
            for (String body : List.of("", "[]", "null", "{", "[".repeat(50_000))) {
                Answer refused = admin.post(kind, body);
                assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
                assertThat(refused.json().getString("error")).isNotBlank();
            }
            for (String id : List.of("a%20b", "%E2%80%A8", "x".repeat(300), "'%20or%20'1'='1")) {
                assertThat(admin.get(kind + "/" + id).status()).as(id).isEqualTo(404);
                assertThat(admin.put(kind + "/" + id, "{}").status()).as(id).isEqualTo(404);
                assertThat(admin.delete(kind + "/" + id).status()).as(id).isEqualTo(404);
            }
        }
    }

    @Test
    void idsOfDotsAreRefused() {
        for (String id : List.of(".", "..", "...")) {
            for (String body : List.of(
                    "monitors {'id':'%s','name':'x','interval':60}",
                    "groups {'id':'%s','name':'x','strategy':'any-up'}",
                    "status-pages {'id':'%s','name':'x','slug':'%s','items':[]}",
                    "monitors {'name':'x','interval':60,'token':'%s'}",
                    "monitors {'name':'x','interval':60,'custom1':{'id':'%s','name':'x'}}")) {
                String[] words = body.replace("%s", id).split(" ", 2);
                assertThat(admin.post(words[0], words[1]).status()).as(words[1]).isEqualTo(400);
            }
        }
    }

    @Test
    void whatOnlyTheStockServerKnowsIsKeptAndSaid() {
        String sent =
                ",'notificationChannels':['mail'],'pulseMonitors':['eu'],'pulse':{'http':{'url':'https://a.test'}}";
        String monitor = "m-kept-" + System.nanoTime();
        Answer created = admin.post(
                "monitors", "{'id':'" + monitor + "','name':'Kept','interval':60,'dependencies':[]" + sent + "}");
        assertThat(created.json().getJsonArray("ignored"))
                .hasToString("[\"notificationChannels\",\"pulseMonitors\",\"pulse\"]");

        JsonObject read = admin.get("monitors/" + monitor).json();
        assertThat(read.getJsonArray("notificationChannels")).hasToString("[\"mail\"]");
        assertThat(read.getJsonObject("pulse").getJsonObject("http").getString("url"))
                .isEqualTo("https://a.test");
        assertThat(admin.put("monitors/" + monitor, read.toString()).status()).isEqualTo(200);
        assertThat(admin.get("monitors/" + monitor).json().get("pulse")).isEqualTo(read.get("pulse"));

        Answer cleared = admin.put("monitors/" + monitor, "{'name':'Kept','pulse':null}");
        assertThat(cleared.json()).doesNotContainKey("ignored");
        assertThat(admin.get("monitors/" + monitor).json())
                .doesNotContainKey("pulse")
                .containsKey("pulseMonitors");

        String group = admin.group(monitor);
        assertThat(admin.put("groups/" + group, "{'interval':30,'resendNotification':2,'dependencies':['x']}")
                        .json()
                        .getJsonArray("ignored"))
                .hasSize(3);
        assertThat(admin.get("groups/" + group).json().getInt("interval")).isEqualTo(30);
        assertThat(admin.put("groups/" + group, "{'interval':'" + "x".repeat(10_001) + "'}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void listsAreWrappedAsTheStockServersScriptsExpect() {
        String page = admin.page();
        admin.incident(page, "");
        for (String list : List.of(
                "monitors monitors",
                "groups groups",
                "status-pages statusPages",
                "incidents incidents",
                "maintenances maintenances")) {
            String[] words = list.split(" ");
            assertThat(admin.get(words[0]).json().getJsonArray(words[1]))
                    .as(list)
                    .isNotNull();
        }
        assertThat(admin.get("status-pages").json().getJsonArray("statusPages").toString())
                .contains(page);
    }

    @Test
    void missingIdAndTokenAreGenerated() {
        Answer created = admin.post("monitors", "{'name':'x','interval':60}");

        JsonObject monitor =
                admin.get("monitors/" + created.json().getString("id")).json();
        assertThat(monitor.getString("id")).hasSize(36);
        assertThat(monitor.getString("token")).hasSizeGreaterThan(40);
    }

    @Test
    void allInvalidFieldsAreReportedAtOnce() {
        Answer refused =
                admin.post("monitors", "{'id':'a b','interval':0,'children':['nobody'],'custom2':{'id':'latency'}}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().getString("error")).isEqualTo("Validation failed");
        assertThat(StatusAdmin.details(refused))
                .containsExactly(
                        "id must be 1 to 100 letters, digits, underscores, dots or hyphens, and not of dots alone",
                        "name is required",
                        "interval must be a whole number from 1 to 31622400",
                        "custom2.name is required",
                        "custom2.id latency is taken",
                        "children names nobody, which is no monitor and no group");
    }

    @Test
    void idAndTokenAreUnique() {
        String first = admin.monitor(",'token':'" + StatusAdmin.newId("t") + "'");
        String token = admin.get("monitors/" + first).json().getString("token");
        String second = admin.monitor("");
        String group = admin.group();

        assertThat(admin.post("monitors", "{'id':'" + first + "','name':'x','interval':60}")
                        .status())
                .isEqualTo(409);
        assertThat(admin.post("monitors", "{'id':'" + group + "','name':'x','interval':60}")
                        .status())
                .isEqualTo(409);
        assertThat(admin.post("groups", "{'id':'" + first + "','name':'x','strategy':'any-up'}")
                        .status())
                .isEqualTo(409);
        assertThat(admin.post("monitors", "{'name':'x','interval':60,'token':'" + token + "'}")
                        .status())
                .isEqualTo(409);
        assertThat(admin.put("monitors/" + second, "{'token':'" + token + "'}").status())
                .isEqualTo(409);
        assertThat(admin.put("monitors/" + first, "{'token':'" + token + "','id':'" + first + "'}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void cyclesAreRejected() {
        String inner = admin.group();
        String outer = admin.group(inner);
        String monitor = admin.monitor(",'children':['" + outer + "']");

        for (String child : List.of(inner, outer, monitor)) {
            Answer refused = admin.put("groups/" + inner, "{'children':['" + child + "']}");
            assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
            assertThat(StatusAdmin.details(refused)).containsExactly("children would put " + inner + " beneath itself");
        }
        assertThat(admin.put("groups/" + inner, "{'strategy':'percentage','degradedThreshold':75}")
                        .status())
                .isEqualTo(200);
        JsonObject group = admin.get("groups/" + inner).json();
        assertThat(group.getString("strategy")).isEqualTo("percentage");
        assertThat(group.getInt("degradedThreshold")).isEqualTo(75);
        assertThat(StatusAdmin.details(admin.put("groups/" + inner, "{'strategy':'most-up'}")))
                .containsExactly("strategy must be one of any-up, all-up, percentage");
    }

    @Test
    void whatIsAppendedTakesNothingAway() {
        String first = admin.monitor("");
        String second = admin.monitor("");
        String group = admin.group(first);
        String page = admin.page(group);

        for (String path :
                List.of("groups/" + group + " addChildren children", "status-pages/" + page + " addItems items")) {
            String[] words = path.split(" ");
            String body = "{'" + words[1] + "':['" + second + "']}";
            assertThat(admin.put(words[0], body).status()).isEqualTo(200);
            assertThat(admin.put(words[0], body).status()).isEqualTo(200);
            JsonArray list = admin.get(words[0]).json().getJsonArray(words[2]);
            assertThat(list).hasSize(2);
            assertThat(list.getString(1)).isEqualTo(second);
            assertThat(admin.get(words[0]).json()).doesNotContainKey(words[1]);
        }
        assertThat(StatusAdmin.details(admin.put("groups/" + group, "{'addChildren':['" + group + "','none']}")))
                .containsExactly(
                        "addChildren names none, which is no monitor and no group",
                        "children would put " + group + " beneath itself");
    }

    @Test
    void deletingAMonitorRemovesItsReferences() {
        String deleted = admin.monitor("");
        String kept = admin.monitor(",'dependencies':['" + deleted + "'],'children':['" + deleted + "']");
        String group = admin.group(deleted, kept);
        String page = admin.page(deleted, group);
        admin.put("status-pages/" + page, "{'leafItems':['" + deleted + "']}");

        assertThat(admin.delete("monitors/" + deleted).status()).isEqualTo(200);

        for (String path : List.of("monitors/" + kept, "groups/" + group, "status-pages/" + page)) {
            assertThat(admin.get(path).text()).doesNotContain(deleted);
        }
        assertThat(admin.get("groups/" + group).json().getJsonArray("children")).hasSize(1);
        assertThat(admin.get("status-pages/" + page).json().getJsonArray("items"))
                .hasSize(1);
    }
}
