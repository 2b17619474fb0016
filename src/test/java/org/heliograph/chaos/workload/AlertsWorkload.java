package org.heliograph.chaos.workload;

import java.util.List;
import org.heliograph.chaos.Audience;
import org.heliograph.chaos.Staff;
import org.heliograph.chaos.reader.Door;
import org.heliograph.chaos.reader.Habit;
import org.heliograph.chaos.reader.Snapshot;
import org.heliograph.chaos.truth.Alerts;
import org.heliograph.chaos.truth.Subject;
import org.heliograph.chaos.writer.AlertBatches;
import org.heliograph.chaos.writer.Clerk;
import org.heliograph.chaos.writer.RaiseAndResolve;
import org.heliograph.testing.Api;
import org.heliograph.testing.Server;

/** The alerts of the installation. */
public final class AlertsWorkload implements Workload {
    private static final int BATCH_PAUSE_MILLIS = 600;
    private static final String KILIMANJARO = "Kilimanjaro";
    private static final String SERENGETI = "Serengeti";

    private final Clerk clerk;
    private final Api operator;

    public AlertsWorkload(Clerk clerk, Server node) {
        this.clerk = clerk;
        this.operator = node.as("mallory@acme.test");
    }

    @Override
    public List<Subject> subjects() {
        return List.of(Alerts.ALL);
    }

    @Override
    public void write(Staff staff) {
        staff.add(new RaiseAndResolve(clerk, KILIMANJARO, operator.token()), PAUSE_MILLIS);
        staff.add(new AlertBatches(clerk, SERENGETI), BATCH_PAUSE_MILLIS);
    }

    @Override
    public void read(Audience audience) {
        for (Habit habit : Habit.values()) {
            audience.fromTheBeginning(Alerts.ALL, Door.alerts(Alerts.ALL), habit);
        }
        audience.from(Snapshot.ofAlerts(operator), Alerts.ALL, Door.alerts(Alerts.ALL), Habit.RESTLESS);
        chosen(audience, KILIMANJARO, Habit.RESTLESS);
        chosen(audience, SERENGETI, Habit.SLOW);
    }

    private static void chosen(Audience audience, String site, Habit habit) {
        Alerts alerts = new Alerts(site);
        audience.fromTheBeginning(alerts, Door.alerts(alerts), habit);
    }
}
