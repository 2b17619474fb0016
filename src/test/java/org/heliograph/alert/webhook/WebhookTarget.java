package org.heliograph.alert.webhook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.heliograph.alert.AlertRequest;
import org.heliograph.alert.refusal.Refusal;
import org.heliograph.fuzz.FuzzTarget;
import org.heliograph.fuzz.Require;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.heliograph.rest.BodyReader;

/** The webhook's bodies: plain, of Zabbix, Alertmanager and Grafana. */
public final class WebhookTarget implements FuzzTarget {
    private static final int MAX_BODY = 1 << 20;
    private static final int LONGEST_SOURCE = 64;
    private static final int LONGEST_EVENT_ID = 300;
    private static final int LONGEST_REFUSAL = 500;
    private static final Instant NOW = Instant.parse("2026-03-17T10:30:45.123Z");
    private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

    @Override
    public void accept(byte[] input) throws IOException {
        boolean named = input.length > 0 && input[input.length - 1] == '\n';
        Optional<String> source = named
                ? Optional.of(new String(Arrays.copyOf(input, Math.min(80, input.length)), StandardCharsets.UTF_8))
                : Optional.empty();
        Optional<Body> body = Optional.empty();
        try {
            body = Optional.of(BodyReader.read(new ByteArrayInputStream(input), MAX_BODY));
            ParsedReport report = WebhookParser.parse(body.get(), source);
            report.events().forEach(WebhookTarget::check);
            report.refusals().forEach(WebhookTarget::check);
            if (report.events().isEmpty() && !report.refused().isEmpty()) {
                throw report.refusal();
            }
        } catch (ApiException refused) {
            Require.refusal(refused);
            String example =
                    body.map(sent -> TextSanitizer.excerpt(sent.json())).orElse("");
            check(new Refusal(WebhookParser.senderOf(body, source), refused.getMessage(), example));
        }
    }

    private static void check(ReportedEvent event) {
        fits(event.source(), LONGEST_SOURCE);
        Require.that(event.eventId() == null || !event.firing() || event.alert() != null, "an alert without content");
        if (event.eventId() != null) {
            fits(event.eventId(), LONGEST_EVENT_ID);
        }
        if (event.alert() != null) {
            fits(event.alert().site(), AlertRequest.LONGEST_SITE);
            fits(event.alert().message(), AlertRequest.LONGEST_MESSAGE);
            Require.that(event.alert().severity() != null, "no severity");
        }
        ReportedEvent taken = event.withPlausibleStart(NOW);
        for (Instant time : new Instant[] {taken.startedAt(), taken.endedAt()}) {
            Require.that(time == null || !time.isBefore(Instant.EPOCH) && time.isBefore(LATEST), "time out of range");
        }
    }

    /** The text fits a column of so many characters, on each database. */
    private static void fits(String text, int longest) {
        Require.that(!text.isBlank() && text.length() <= longest && Body.storable(text), "cannot be stored: " + text);
    }

    private static void check(Refusal refusal) {
        fitsOrEmpty(refusal.source(), LONGEST_SOURCE);
        fitsOrEmpty(refusal.message(), LONGEST_REFUSAL);
        fitsOrEmpty(refusal.example(), LONGEST_REFUSAL);
        Require.that(refusal.reports() > 0, "reports");
    }

    private static void fitsOrEmpty(String text, int longest) {
        Require.that(text.length() <= longest && Body.storable(text), "cannot be stored: " + text);
    }
}
