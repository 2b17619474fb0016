package org.heliograph.machine.data;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachineWriteIT {
    private final Fleet acme = Fleet.acme();
    private final Fleet globex = Fleet.globex();
    private final Api mallory = Server.shared().as("mallory@acme.test");

    @Test
    void createReturnsTheRow() {
        String name = Fleet.newName();
        Answer answer = create(acme.admin(), "\"org_id\":\"acme\",\"name\":\"" + name + "\",\"os\":\"linux\"");

        assertThat(answer.status()).isIn(200, 201);
        JsonObject row = answer.list().getJsonObject(0);
        assertThat(acme.row(row.getString("id"))).isEqualTo(row);
        assertThat(row.getString("name")).isEqualTo(name);
    }

    @Test
    void onlyAdminsOfTheOrganisationCreateMachines() {
        String row = "\"org_id\":\"acme\",\"name\":\"" + Fleet.newName() + "\"";

        assertThat(create(mallory, row).outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(create(globex.admin(), row).outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(create(Server.shared().api(), row).outcome()).isEqualTo("401 UNAUTHORIZED");
        assertThat(create(Server.shared().as("bob@acme.test"), row).status()).isIn(200, 201);
        assertThat(create(acme.admin(), row).status()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"name\":\"x\"",
                "\"org_id\":\"acme\"",
                "\"org_id\":7,\"name\":\"x\"",
                "\"org_id\":\"acme\",\"name\":\"x\",\"colour\":\"red\"",
                "\"org_id\":\"acme\",\"name\":\"x\",\"id\":\"mine\"",
                "\"org_id\":\"acme\",\"name\":\"x\",\"node_key_hash\":\"h\"",
                "\"org_id\":\"acme\",\"name\":\"x\",\"status\":\"sleeping\""
            })
    void invalidRowIs400(String row) {
        assertThat(create(acme.admin(), row).status()).isEqualTo(400);
    }

    @Test
    void patchReturnsTheChangedRows() {
        String id = acme.register().id();
        JsonArray rows = acme.patch(id, "{\"os\":\"plan9\"}");

        assertThat(rows).containsExactly(acme.row(id));
        assertThat(rows.getJsonObject(0).getString("os")).isEqualTo("plan9");
    }

    @Test
    void patchAndDeleteDoNotReachOtherOrganisations() {
        String id = globex.register().id();

        assertThat(acme.patch(id, "{\"os\":\"plan9\"}")).isEmpty();
        assertThat(acme.delete(id)).isEmpty();
        assertThat(globex.row(id).getString("os")).isEqualTo("linux");
    }

    @Test
    void adminOfTwoOrganisationsChangesMachinesOfBoth() {
        Api bob = Server.shared().as("bob@acme.test");
        String ids = acme.register().id() + "," + globex.register().id();

        assertThat(bob.patch("/api/db/machines?id=in.(" + ids + ")", "{\"os\":\"plan9\"}")
                        .list())
                .hasSize(2);
        assertThat(bob.patch("/api/db/machines?org_id=acme&id=in.(" + ids + ")", "{\"os\":\"beos\"}")
                        .list())
                .hasSize(1);
        assertThat(bob.delete("/api/db/machines?id=in.(" + ids + ")").list()).hasSize(2);
    }

    @Test
    void membersMayNotChangeMachines() {
        String id = acme.register().id();

        assertThat(mallory.patch("/api/db/machines?id=eq." + id, "{\"os\":\"plan9\"}")
                        .outcome())
                .isEqualTo("403 FORBIDDEN");
        assertThat(mallory.delete("/api/db/machines?id=eq." + id).outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(Server.shared().api().delete("/api/db/machines?id=eq." + id).outcome())
                .isEqualTo("401 UNAUTHORIZED");
        assertThat(acme.row(id).getString("os")).isEqualTo("linux");
    }

    @Test
    void changeWithoutFilterIs400() {
        String id = acme.register().id();

        assertThat(acme.admin().delete("/api/db/machines").status()).isEqualTo(400);
        assertThat(acme.admin().delete("/api/db/machines?limit=1000").status()).isEqualTo(400);
        assertThat(acme.admin().patch("/api/db/machines", "{\"os\":\"plan9\"}").status())
                .isEqualTo(400);
        assertThat(acme.admin()
                        .patch("/api/db/machines?order=name", "{\"os\":\"plan9\"}")
                        .status())
                .isEqualTo(400);
        assertThat(acme.row(id).getString("os")).isEqualTo("linux");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":\"other\"}",
                "{\"org_id\":\"globex\"}",
                "{\"created_at\":\"2026-03-17T10:30:45.000Z\"}",
                "{\"node_key_hash\":\"x\"}",
                "{\"colour\":\"red\"}",
                "{\"status\":\"sleeping\"}",
                "{\"status\":null}",
                "{\"name\":\"\"}",
                "{\"name\":null}",
                "{\"os\":7}",
                "{\"ephemeral\":\"yes\"}",
                "{\"last_seen\":\"yesterday\"}",
                "{\"last_seen\":7}",
                "{\"os\":\"plan9\",\"colour\":\"red\"}",
                "[{\"os\":\"plan9\"}]",
                "nonsense"
            })
    void invalidPatchIs400AndChangesNothing(String body) {
        String id = acme.register().id();
        JsonObject before = acme.row(id);

        assertThat(acme.admin().patch("/api/db/machines?id=eq." + id, body).status())
                .isEqualTo(400);
        assertThat(acme.row(id)).isEqualTo(before);
    }

    @Test
    void deleteReturnsTheDeletedRows() {
        String id = acme.register().id();
        JsonObject row = acme.row(id);

        assertThat(acme.delete(id)).containsExactly(row);
        assertThat(acme.rows("id=eq." + id)).isEmpty();
        assertThat(acme.delete(id)).isEmpty();
    }

    @Test
    void duplicateNameIsAConflict() {
        String first = acme.register().id();
        String taken = acme.register().name();

        assertThat(acme.admin()
                        .patch("/api/db/machines?id=eq." + first, "{\"name\":\"" + taken + "\"}")
                        .status())
                .isEqualTo(409);
    }

    private static Answer create(Api caller, String row) {
        return caller.post("/api/db/machines", "{" + row + "}");
    }
}
