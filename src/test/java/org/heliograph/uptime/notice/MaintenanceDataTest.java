package org.heliograph.uptime.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.heliograph.rest.Form;
import org.junit.jupiter.api.Test;

/** What is told of maintenances mirrors the incidents' frames. */
class MaintenanceDataTest {
    private static final Instant NOW = Instant.parse("2026-03-05T14:00:00Z");

    private final MaintenanceKind kind = new MaintenanceKind();
    private final Maintenance maintenance = kind.create("m1", "main", NOW);

    @Test
    void aNewOneComesWithItsTimesAndUpdates() {
        fill("{'scheduled_start':'2026-03-10T02:00:00Z','scheduled_end':'2026-03-10T08:00:00.5+02:00'}");
        Notice words = maintenance;
        words.setTitle("Migration");
        words.setStatus("scheduled");
        MaintenanceUpdate first = kind.createUpdate("u1", "m1", 1, "scheduled", "Soon.", NOW);

        assertThat(new NoticeEventData<>(kind).created("status", maintenance, List.of(first)))
                .hasToString(
                        "{\"slug\":\"status\",\"maintenance\":{\"id\":\"m1\",\"status_page_id\":\"main\",\"title\":"
                                + "\"Migration\",\"status\":\"scheduled\",\"scheduled_start\":\"2026-03-10T02:00:00.000Z\","
                                + "\"scheduled_end\":\"2026-03-10T06:00:00.500Z\",\"affected_monitors\":[],"
                                + "\"suppress_notifications\":true,\"created_at\":\"2026-03-05T14:00:00.000Z\",\"updated_at\":"
                                + "\"2026-03-05T14:00:00.000Z\",\"completed_at\":null,\"updates\":[{\"id\":\"u1\","
                                + "\"maintenance_id\":\"m1\",\"status\":\"scheduled\",\"message\":\"Soon.\",\"created_at\":"
                                + "\"2026-03-05T14:00:00.000Z\"}]}}");
    }

    @Test
    void itEndsAfterItBegins() {
        assertThat(fill("{'scheduled_start':'2026-03-10T02:00:00Z','scheduled_end':'2026-03-10T02:00:00Z'}"))
                .containsExactly("scheduled_end must be after scheduled_start");
    }

    @Test
    void aTimeIsOneOfTheCalendarAndOfOurAge() {
        assertThat(fill("{'scheduled_start':'2026-02-30T02:00:00Z','scheduled_end':'+20260-03-10T02:00:00Z'}"))
                .containsExactly(
                        "scheduled_start must be a time like 2026-03-10T02:00:00.000Z",
                        "scheduled_end must be a time like 2026-03-10T02:00:00.000Z");
        assertThat(fill("{'scheduled_start':'tomorrow','scheduled_end':7}"))
                .containsExactly(
                        "scheduled_start must be a time like 2026-03-10T02:00:00.000Z", "scheduled_end must be text");
    }

    private List<String> fill(String json) {
        Form form = Form.ofNew(Body.parse(json.replace('\'', '"')));
        kind.fill(maintenance, form);
        ApiException refused = catchThrowableOfType(ApiException.class, form::check);
        return refused == null ? List.of() : refused.details();
    }
}
