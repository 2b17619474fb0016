package org.heliograph.machine.data;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.LogPositions;
import org.heliograph.testing.Server;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineReadIT {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
    private static final String MARK = "read" + System.nanoTime();

    private final Fleet acme = Fleet.acme();

    /** Three machines a, b and c with the version MARK. None is online, so that the cleanup does not change them. */
    @BeforeAll
    static void createMachines() {
        Fleet acme = Fleet.acme();
        for (String row : List.of(
                "\"name\":\"%s-a\",\"status\":\"quarantined\",\"last_seen\":\"2026-03-01T00:00:00.000Z\",\"os\":\"Linux\"",
                "\"name\":\"%s-b\",\"status\":\"offline\",\"last_seen\":\"2026-03-02T00:00:00.000Z\",\"os\":\"it's %%\"",
                "\"name\":\"%s-c\",\"status\":\"pending\",\"ephemeral\":true")) {
            String body = "{\"org_id\":\"acme\",\"version\":\"" + MARK + "\"," + row.formatted(MARK) + "}";
            assertThat(acme.admin().post("/api/db/machines", body).status()).isEqualTo(201);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status=eq.quarantined | a",
                "status=neq.quarantined | b,c",
                "status=in.(quarantined,pending) | a,c",
                "name=eq.NAME-b | b",
                "name=gt.NAME-a | b,c",
                "name=gte.NAME-a | a,b,c",
                "name=lt.NAME-b | a",
                "name=lte.NAME-b | a,b",
                "name=like.NAME* | a,b,c",
                "name=like.*-C | ",
                "name=ilike.*-C | c",
                "os=like.L*x | a",
                "os=eq.it's%20%25 | b",
                "os=is.null | c",
                "last_seen=is.null | c",
                "last_seen=gte.2026-03-02T00:00:00.000Z | b",
                "last_seen=lt.2026-03-02T00:00:00Z | a",
                "ephemeral=eq.true | c",
                "ephemeral=is.false | a,b",
                "status=eq.quarantined&name=like.*-a | a",
                "status=eq.quarantined&name=like.*-b | ",
                "name=eq.' or '1'='1 | ",
                "name=eq.x'; drop table machine; -- | ",
                "name=in.(a)%20or%20(1=1) | ",
                "name=like.%27%20or%201=1%20-- | "
            })
    void filtersSelectRows(String filter, String expected) {
        String query = filter.replace("NAME", MARK).replace(" ", "%20");
        JsonArray rows = rows(query + "&select=name&order=name.asc");

        assertThat(names(rows)).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "order=name.desc | c,b,a",
                "order=name | a,b,c",
                "order=name&ascending=false | c,b,a",
                "order=name&ascending=true | a,b,c",
                "order=last_seen.desc.nullslast | b,a,c",
                "order=last_seen.asc.nullsfirst | c,a,b",
                "order=ephemeral.desc,name.desc | c,b,a",
                "order=name&limit=1 | a",
                "order=name&limit=2&offset=1 | b,c",
                "order=name&offset=3 | "
            })
    void rowsAreSortedAndPaged(String query, String expected) {
        assertThat(names(rows(query))).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void rowHasTheDocumentedColumnsAndTimeFormat() {
        JsonObject row = rows("name=eq." + MARK + "-a").getJsonObject(0);

        assertThat(row.keySet())
                .startsWith("id", "org_id", "name", "tailnet_ip", "os")
                .contains("version", "status", "ephemeral", "admin_disabled", "last_seen", "created_at")
                .doesNotContain("node_key_hash");
        assertThat(row.getString("last_seen")).isEqualTo("2026-03-01T00:00:00.000Z");
        assertThat(row.getString("created_at")).matches(TIME);
    }

    @Test
    void selectReturnsTheseColumnsInThisOrder() {
        JsonObject row = rows("select=status,name&limit=1&order=name").getJsonObject(0);

        assertThat(row.toString()).isEqualTo("{\"status\":\"quarantined\",\"name\":\"" + MARK + "-a\"}");
    }

    @Test
    void orgIdFilterMayOmitTheOperator() {
        Api alice = acme.admin();
        String filter = "&version=eq." + MARK;

        assertThat(alice.get("/api/db/machines?org_id=acme" + filter).list()).hasSize(3);
        assertThat(alice.get("/api/db/machines?org_id=eq.acme" + filter).list()).hasSize(3);
    }

    @Test
    void tokenInTheAddressIsRefusedEvenBesideOneInTheHeader() {
        String query = "/api/db/machines?org_id=acme&version=eq." + MARK + "&token=";
        String token = acme.admin().token();

        assertThat(Server.shared().api().get(query + token).outcome()).isEqualTo("401 UNAUTHORIZED");
        assertThat(Server.shared().api().get(query + token).text()).contains("Authorization");
        assertThat(acme.admin().get(query + token).outcome()).isEqualTo("401 UNAUTHORIZED");
        assertThat(Server.shared().api().get("/api/db/machines?org_id=acme").outcome())
                .isEqualTo("401 UNAUTHORIZED");
    }

    @Test
    void machinesOfOtherOrganisationsAreNotReturned() {
        Api carol = Server.shared().as("carol@globex.test");

        assertThat(carol.get("/api/db/machines?org_id=acme").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(carol.get("/api/db/machines?org_id=in.(acme,globex)").outcome())
                .isEqualTo("403 FORBIDDEN");
        assertThat(carol.get("/api/db/machines?version=eq." + MARK).list()).isEmpty();
        assertThat(carol.get("/api/db/machines?org_id=neq.globex").list()).isEmpty();
        assertThat(carol.get("/api/db/machines?org_id=like.*&version=eq." + MARK)
                        .list())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "colour=eq.red",
                "node_key_hash=eq.x",
                "name=Linux-C",
                "name=is.Linux-C",
                "name=matches.x",
                "name=EQ.x",
                "status=eq.sleeping",
                "status=gt.quarantined",
                "status=in.()",
                "status=in.quarantined",
                "ephemeral=eq.maybe",
                "last_seen=eq.yesterday",
                "last_seen=gt.2026-13-01T00:00:00Z",
                "select=name,colour",
                "select=name;drop%20table%20machine",
                "select=",
                "order=colour",
                "order=name.sideways",
                "order=name;delete%20from%20machine",
                "order=(select%201)",
                "ascending=true",
                "order=name&ascending=1",
                "limit=-1",
                "limit=ten",
                "limit=0",
                "limit=1.5",
                "limit=1;drop%20table%20machine",
                "limit=99999999999999999999",
                "offset=-1",
                "offset=x",
                "limit=1&limit=2",
                "1=1",
                "name=eq.%00",
                "'=eq.x"
            })
    void invalidQueryIs400(String query) {
        Answer answer = acme.read(query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getJsonObject("error").getString("message")).isNotBlank();
        assertThat(rows("limit=10")).hasSize(3);
    }

    @Test
    void responseHasThePositionOfTheEvents() {
        // of its own, because the cleanup changes silent machines of the others at any time
        Fleet own = Fleet.inNewOrganization();
        long before = LogPositions.settled(() -> own.read("limit=1"));
        String id = own.register().id();
        own.patch(id, "{\"os\":\"plan9\"}");
        own.patch(id, "{\"os\":\"plan9\"}");
        own.delete(id);

        assertThat(LogPositions.settled(() -> own.read("limit=1"))).isEqualTo(before + 3);
    }

    private JsonArray rows(String query) {
        return acme.rows("version=eq." + MARK + "&" + query);
    }

    private static String names(JsonArray rows) {
        return String.join(
                ",",
                rows.getValuesAs(JsonObject.class).stream()
                        .map(row -> row.getString("name").replace(MARK + "-", ""))
                        .toList());
    }
}
