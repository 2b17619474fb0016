package org.heliograph.chaos.workload;

import java.util.List;
import org.heliograph.chaos.Audience;
import org.heliograph.chaos.Staff;
import org.heliograph.chaos.reader.Door;
import org.heliograph.chaos.reader.Habit;
import org.heliograph.chaos.reader.Snapshot;
import org.heliograph.chaos.truth.StatusPage;
import org.heliograph.chaos.truth.Subject;
import org.heliograph.chaos.writer.Bulletins;
import org.heliograph.chaos.writer.Clerk;
import org.heliograph.chaos.writer.Pulses;
import org.heliograph.testing.Server;
import org.heliograph.testing.StatusAdmin;

/** One status page with one monitor. */
public final class StatusPageWorkload implements Workload {
    /** Longer than the monitor's interval, so that pulses are missed. */
    private static final int PULSE_PAUSE_MILLIS = 4_000;

    private final Clerk clerk;
    private final StatusAdmin admin;
    private final String monitorToken = StatusAdmin.newId("token");
    private final StatusPage page;

    /** @param node where the page is made */
    public StatusPageWorkload(Clerk clerk, Server node) {
        this.clerk = clerk;
        admin = new StatusAdmin(node.as("alice@acme.test"));
        String monitor = admin.monitor(",'token':'" + monitorToken + "'");
        admin.put("monitors/" + monitor, "{'interval':1}");
        String slug = admin.page(monitor);
        page = new StatusPage(slug, slug);
    }

    @Override
    public List<Subject> subjects() {
        return List.of(page);
    }

    @Override
    public void write(Staff staff) {
        for (Bulletins.Kind kind : Bulletins.Kind.values()) {
            staff.add(new Bulletins(clerk, page, admin.api().token(), kind), PAUSE_MILLIS);
        }
        staff.add(new Pulses(monitorToken), PULSE_PAUSE_MILLIS);
    }

    @Override
    public void read(Audience audience) {
        for (Habit habit : Habit.values()) {
            audience.fromTheBeginning(page, Door.statusPage(page.slug()), habit);
        }
        Snapshot now = Snapshot.ofPage(admin.api().with(null), page.slug());
        audience.from(now, page, Door.statusPage(page.slug()), Habit.RESTLESS);
    }
}
