package org.heliograph.uptime.notice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.heliograph.fuzz.FuzzInput;
import org.heliograph.fuzz.FuzzTarget;
import org.heliograph.fuzz.Require;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.heliograph.rest.FieldReader;
import org.heliograph.uptime.recurrence.Recurrence;
import org.heliograph.uptime.recurrence.RecurrenceParser;

/** The forms of the administration, with every kind of field, and those of notices. */
public final class NoticeFormTarget implements FuzzTarget {
    private static final int LONGEST = 100;
    private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

    @Override
    public void accept(byte[] input) {
        try {
            Body body = Body.parse(FuzzInput.text(input));
            refusable(() -> readEveryKind(FieldReader.ofNew(body)));
            refusable(() -> readEveryKind(FieldReader.ofChange(body)));
            refusable(() -> fillMaintenance(FieldReader.ofNew(body)));
            refusable(() -> fillIncident(FieldReader.ofChange(body)));
            refusable(() -> readRecurrence(FieldReader.ofNew(body)));
        } catch (ApiException refused) {
            Require.refusal(refused);
        }
    }

    private static void refusable(Runnable reading) {
        try {
            reading.run();
        } catch (ApiException refused) {
            Require.refusal(refused);
            Require.that(!refused.details().isEmpty(), "a refusal without details");
        }
    }

    private static void readEveryKind(FieldReader form) {
        form.need("name", "interval");
        form.text("name", LONGEST).ifPresent(NoticeFormTarget::fits);
        form.secret("token", 0, LONGEST).ifPresent(NoticeFormTarget::fits);
        form.matching("slug", slug -> slug.matches("[a-z0-9-]{1,100}"), "a slug")
                .ifPresent(NoticeFormTarget::fits);
        form.oneOf("strategy", List.of("any-up", "all-up"));
        form.whole("interval", 1, LONGEST).ifPresent(whole -> Require.that(whole >= 1 && whole <= LONGEST, "whole"));
        Optional<Double> share = form.number("degradedThreshold", 0, LONGEST);
        Require.that(share.filter(number -> !(number >= 0 && number <= LONGEST)).isEmpty(), "number");
        form.flag("reports");
        form.ids("items").ifPresent(ids -> ids.forEach(NoticeFormTarget::fits));
        form.object("custom1").ifPresent(inner -> {
            inner.need("id").text("id", LONGEST);
            inner.secret("unit", 0, LONGEST);
            form.include("custom1", inner);
        });
        form.check();
    }

    private static void fillMaintenance(FieldReader form) {
        Maintenance maintenance = new Maintenance("m-1", "main", Instant.EPOCH);
        NoticeParser.fillDetails(maintenance, form);
        form.ignore("title");
        NoticeParser.status(form, NoticeType.MAINTENANCE, null);
        fits(NoticeParser.message(form) + ".");
        form.check();
        Require.that(maintenance.getScheduledEnd().isAfter(maintenance.getScheduledStart()), "ends before it begins");
        Require.that(!maintenance.getScheduledStart().isBefore(Instant.EPOCH), "begins too early");
        Require.that(maintenance.getScheduledEnd().isBefore(LATEST), "ends too late");
    }

    private static void readRecurrence(FieldReader form) {
        Optional<Recurrence> read = RecurrenceParser.read(form);
        form.check();
        Require.that(!read.orElseThrow().notOver(Instant.EPOCH, 5).isEmpty(), "a recurrence without occurrences");
        read.get().notOver(LATEST, 5);
    }

    private static void fillIncident(FieldReader form) {
        Incident incident = new Incident("i-1", "main", Instant.EPOCH);
        NoticeParser.fillDetails(incident, form);
        NoticeParser.requireUnchanged(form, "id", "i-1", "cannot be changed");
        form.check();
    }

    private static void fits(String text) {
        Require.that(Body.storable(text), "a text that cannot be stored");
    }
}
