package org.heliograph.audit;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import org.heliograph.json.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTextTest {
    private static AuditEntry changed(String before, String after) {
        return AuditEntry.of(AuditAction.UPTIME_UPDATE).change(JsonText.parse(before), JsonText.parse(after));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token",
                "password",
                "newPassword",
                "password_hash",
                "clientSecret",
                "nodeKey",
                "auth_key",
                "apiKey",
                "webhook_url",
                "Authorization"
            })
    void secretsAreNeverShownWhereverTheyAre(String name) {
        String object =
                "{\"" + name + "\":\"s3cret\",\"deep\":{\"list\":[{\"" + name + "\":\"s3cret\"}]},\"name\":\"x\"}";

        AuditEntry entry = AuditEntry.of(AuditAction.UPTIME_CREATE).created(JsonText.parse(object));

        assertThat(entry.after().toString()).doesNotContain("s3cret").contains("***", "\"name\":\"x\"");
    }

    @Test
    void thatASecretHasChangedIsShown() {
        AuditEntry entry = changed("{\"token\":\"a\",\"name\":\"x\"}", "{\"token\":\"b\",\"name\":\"x\"}");

        assertThat(entry.before()).hasToString("{\"token\":\"***\"}");
        assertThat(entry.after()).hasToString("{\"token\":\"***\"}");
    }

    @Test
    void keepsOnlyWhatDiffers() {
        AuditEntry entry =
                changed("{\"a\":1,\"b\":[1],\"gone\":true}", "{\"a\":2,\"b\":[1],\"come\":null,\"protected\":true}");

        assertThat(entry.before()).hasToString("{\"a\":1,\"gone\":true}");
        assertThat(entry.after()).hasToString("{\"a\":2,\"come\":null,\"protected\":true}");
    }

    @Test
    void longValuesAreCutAndLongObjectsAreNamed() {
        JsonArrayBuilder many = JsonText.array();
        for (int i = 0; i < 100; i++) {
            many.add("x".repeat(1000));
        }
        JsonObject long1 = JsonText.object().add("text", "y".repeat(10_000)).build();
        JsonObject long2 = JsonText.object().add("many", many).add("other", 1).build();

        assertThat(AuditEntry.of(AuditAction.ALERT_CREATE)
                        .created(long1)
                        .after()
                        .getString("text"))
                .hasSize(200);
        assertThat(AuditEntry.of(AuditAction.ALERT_CREATE).created(long2).after())
                .hasToString("{\"too_long\":[\"many\",\"other\"]}");
    }

    @Test
    void textsStayOnOneLineAndFitTheirColumns() {
        AuditEntry entry = AuditEntry.of(AuditAction.SIGN_IN)
                .by("id\u0000\n" + "a".repeat(500), "two\r\nlines\u202e\ud800")
                .on("x".repeat(300), "😀".repeat(200))
                .in("o".repeat(100))
                .failed("R".repeat(100));

        assertThat(entry.actor().id()).hasSize(254).startsWith("id  a");
        assertThat(entry.actor().name()).isEqualTo("two  lines  ");
        assertThat(entry.targetId()).hasSize(254);
        assertThat(entry.targetName()).hasSize(254);
        assertThat(entry.orgId()).hasSize(64);
        assertThat(entry.reason()).hasSize(64);
    }

    @Test
    void idsRiseAlsoWithinAMillisecondAndWhenTheClockIsSetBack() {
        java.time.Instant now = java.time.Instant.parse("2026-03-17T10:00:00Z");

        String first = AuditIds.next(now);
        String second = AuditIds.next(now);
        String third = AuditIds.next(now.minusSeconds(60));

        assertThat(first).isLessThan(second);
        assertThat(second).isLessThan(third);
        assertThat(AuditIds.least(now)).isLessThan(AuditIds.next(now));
    }
}
