package org.heliograph.alert.webhook;

import java.util.ArrayList;
import java.util.List;
import org.heliograph.alert.refusal.Refusal;
import org.heliograph.rest.ApiException;

/**
 * A webhook body after parsing.
 *
 * @param source  the system that sent it
 * @param events  what can be taken
 * @param refused what cannot, in the order of the body
 * @param omitted alerts that the sender itself left out of its batch
 * @param batch   whether the form is a batch
 */
record ParsedReport(String source, List<ReportedEvent> events, List<Refused> refused, long omitted, boolean batch) {
    private static final int MAX_DETAILS = 10;
    private static final String OMITTED =
            "Alerts are missing from a batch, since its sender limits it (max_alerts of Alertmanager's receiver).";

    /**
     * An alert of a batch that cannot be taken.
     *
     * @param index   its place in the batch, from 0
     * @param message why, as a sentence
     * @param example the beginning of its text
     */
    record Refused(int index, String message, String example) {}

    static ParsedReport of(ReportedEvent event) {
        return new ParsedReport(event.source(), List.of(event), List.of(), 0, false);
    }

    /** 400 that names what is wrong with the first alerts, for a batch of which nothing can be taken. */
    ApiException refusal() {
        return ApiException.invalid(refused.stream()
                .limit(MAX_DETAILS)
                .map(one -> "alerts[" + one.index() + "]: " + one.message())
                .toList());
    }

    /** The message for operators, the alerts that the sender left out included. */
    List<Refusal> refusals() {
        List<Refusal> refusals = new ArrayList<>();
        refused.forEach(one -> refusals.add(new Refusal(source, one.message(), one.example())));
        if (omitted > 0) {
            refusals.add(new Refusal(source, OMITTED, "", omitted));
        }
        return refusals;
    }
}
