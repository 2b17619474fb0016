package org.heliograph.uptime.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.heliograph.rest.FieldReader;
import org.junit.jupiter.api.Test;

class NoticeParserTest {
    private final Maintenance maintenance = new Maintenance("m1", "main", Instant.EPOCH);

    @Test
    void scheduleIsReadWithItsOffsets() {
        assertThat(fill("{'scheduled_start':'2026-03-10T02:00:00Z','scheduled_end':'2026-03-10T08:00:00.5+02:00'}"))
                .isEmpty();

        assertThat(maintenance.getScheduledStart()).isEqualTo("2026-03-10T02:00:00Z");
        assertThat(maintenance.getScheduledEnd()).isEqualTo("2026-03-10T06:00:00.500Z");
    }

    @Test
    void endMustBeAfterStart() {
        assertThat(fill("{'scheduled_start':'2026-03-10T02:00:00Z','scheduled_end':'2026-03-10T02:00:00Z'}"))
                .containsExactly("scheduled_end must be after scheduled_start");
    }

    @Test
    void impossibleDatesAndRemoteYearsAreRejected() {
        assertThat(fill("{'scheduled_start':'2026-02-30T02:00:00Z','scheduled_end':'+20260-03-10T02:00:00Z'}"))
                .containsExactly(
                        "scheduled_start must be a time like 2026-03-10T02:00:00.000Z",
                        "scheduled_end must be a time like 2026-03-10T02:00:00.000Z");
        assertThat(fill("{'scheduled_start':'tomorrow','scheduled_end':7}"))
                .containsExactly(
                        "scheduled_start must be a time like 2026-03-10T02:00:00.000Z", "scheduled_end must be text");
    }

    private List<String> fill(String json) {
        FieldReader form = FieldReader.ofNew(Body.parse(json.replace('\'', '"')));
        NoticeParser.fillDetails(maintenance, form);
        ApiException refused = catchThrowableOfType(ApiException.class, form::check);
        return refused == null ? List.of() : refused.details();
    }
}
