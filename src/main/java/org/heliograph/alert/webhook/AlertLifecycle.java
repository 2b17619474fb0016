package org.heliograph.alert.webhook;

import java.time.Duration;
import java.time.Instant;
import org.heliograph.alert.Alert;

/**
 * Decides what a report means for the newest alert of its event. Starts and ends are compared with each other only, since they come from
 * the source's clock; silence is measured with ours. Where a report may be a late copy or a new occurrence, it counts as a new occurrence:
 * an alert too many is seen and resolved, a missing one is not.
 */
final class AlertLifecycle {
    /** What is to be done. */
    enum Step {
        /** Nothing. */
        IGNORE,
        /** Open an alert, the first of its event. */
        OPEN,
        /** Open a new alert in the place of the resolved one. */
        REOPEN,
        /** End the alert and open one at the site where the event is now. */
        MOVE,
        /** Update the open alert. */
        UPDATE,
        /** Note the repetition; the alert stays resolved. */
        REPEAT,
        /** Note the end, and resolve the alert unless it is resolved. */
        END;

        /** Whether a new alert is opened. */
        boolean opens() {
            return this == OPEN || this == REOPEN || this == MOVE;
        }
    }

    private AlertLifecycle() {}

    /**
     * @param alert   the newest alert of the event; null when there is none
     * @param silence an alert that a person resolved may fire anew after its source was silent for longer than this
     */
    static Step next(Alert alert, ReportedEvent report, Instant now, Duration silence) {
        if (alert == null) {
            return report.firing() ? Step.OPEN : Step.IGNORE;
        }
        if (!report.firing()) {
            return endsEarlierOccurrence(alert, report) ? Step.IGNORE : Step.END;
        }
        if (isEarlierOccurrence(alert, report, now, silence)) {
            return Step.IGNORE;
        }
        if (!alert.isResolved()) {
            return alert.getSite().equals(report.alert().site()) ? Step.UPDATE : Step.MOVE;
        }
        boolean anew = alert.isEndedBySource()
                || startsLater(alert, report)
                || now.isAfter(alert.getReportedAt().plus(silence));
        return anew ? Step.REOPEN : Step.REPEAT;
    }

    private static boolean startsLater(Alert alert, ReportedEvent report) {
        return report.startedAt() != null
                && alert.getStartedAt() != null
                && report.startedAt().isAfter(alert.getStartedAt());
    }

    /** A start in the future shows that the source's clock ran ahead: then an end of the same start counts whatever its time is. */
    private static boolean endsEarlierOccurrence(Alert alert, ReportedEvent report) {
        Instant start = alert.getStartedAt();
        if (report.endedAt() == null || start == null || !report.endedAt().isBefore(start)) {
            return false;
        }
        boolean clockRanAhead = start.isAfter(alert.getReportedAt());
        return !(clockRanAhead && start.equals(report.startedAt()));
    }

    /**
     * Whether the report is a late copy from the time before this alert. Believed no longer than the silence, so that a source whose clock
     * was set back is heard again.
     */
    private static boolean isEarlierOccurrence(Alert alert, ReportedEvent report, Instant now, Duration silence) {
        Instant previous = alert.getPreviousStartedAt();
        return previous != null
                && report.startedAt() != null
                && !report.startedAt().isAfter(previous)
                && now.isBefore(alert.getCreatedAt().plus(silence));
    }
}
