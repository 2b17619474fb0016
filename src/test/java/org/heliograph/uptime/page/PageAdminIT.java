package org.heliograph.uptime.page;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Server;
import org.heliograph.testing.StatusAdmin;
import org.junit.jupiter.api.Test;

class PageAdminIT {
    private final StatusAdmin admin = StatusAdmin.shared();

    @Test
    void pageIsCreatedReadUpdatedAndDeleted() {
        String monitor = admin.monitor("");
        String page = admin.page(monitor);

        JsonObject created = admin.get("status-pages/" + page).json();
        assertThat(created.keySet())
                .containsExactly(
                        "id",
                        "name",
                        "slug",
                        "items",
                        "leafItems",
                        "protected",
                        "reports",
                        "mailSubscription",
                        "created_at",
                        "updated_at");
        assertThat(created.getBoolean("protected")).isFalse();
        assertThat(admin.put("status-pages/" + page, "{'reports':true,'name':'New'}")
                        .status())
                .isEqualTo(200);
        JsonObject changed = admin.get("status-pages/" + page).json();
        assertThat(changed.getBoolean("reports")).isTrue();
        assertThat(changed.getString("slug")).isEqualTo(page);
        assertThat(StatusAdmin.rows(admin.get("status-pages"))).contains(changed);
        assertThat(admin.delete("status-pages/" + page).status()).isEqualTo(200);
        assertThat(admin.get("status-pages/" + page).status()).isEqualTo(404);
    }

    @Test
    void allInvalidFieldsAreReportedAtOnce() {
        Answer refused = admin.post(
                "status-pages", "{'name':'x','slug':'Not A Slug','items':['nobody'],'password':'short','reports':1}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(StatusAdmin.details(refused))
                .containsExactly(
                        "slug must be 1 to 100 lower-case letters, digits or hyphens",
                        "reports must be true or false",
                        "items names nobody, which is no monitor and no group",
                        "password needs 8 characters or more");
        assertThat(StatusAdmin.details(admin.post("status-pages", "{}")))
                .containsExactly("name is required", "slug is required", "items is required");
    }

    @Test
    void slugIsUnique() {
        String first = admin.page();
        String second = admin.page();

        assertThat(admin.post("status-pages", "{'name':'x','items':[],'slug':'" + first + "'}")
                        .status())
                .isEqualTo(409);
        assertThat(admin.put("status-pages/" + second, "{'slug':'" + first + "'}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void passwordIsNeverReturnedAndProtectsThePageUntilItIsRemoved() {
        String page = admin.page();
        admin.put("status-pages/" + page, "{'password':'open sesame'}");

        assertThat(admin.get("status-pages/" + page).text())
                .contains("\"protected\":true")
                .doesNotContain("sesame", "PBKDF2", "password");
        String path = "/v1/status/" + page + "/incidents";
        assertThat(Server.shared().api().get(path).status()).isEqualTo(401);
        assertThat(Server.shared()
                        .api()
                        .with(Blake2b.hex("open barley"))
                        .get(path)
                        .status())
                .isEqualTo(401);
        assertThat(Server.shared()
                        .api()
                        .with(Blake2b.hex("open sesame"))
                        .get(path)
                        .status())
                .isEqualTo(200);

        admin.put("status-pages/" + page, "{'name':'Still protected'}");
        assertThat(Server.shared().api().get(path).status()).isEqualTo(401);
        admin.put("status-pages/" + page, "{'password':null}");
        assertThat(Server.shared().api().get(path).status()).isEqualTo(200);
    }
}
