package org.heliograph.chaos.workload;

import java.util.List;
import org.heliograph.chaos.Audience;
import org.heliograph.chaos.Staff;
import org.heliograph.chaos.reader.Door;
import org.heliograph.chaos.reader.Habit;
import org.heliograph.chaos.reader.Snapshot;
import org.heliograph.chaos.truth.Subject;
import org.heliograph.chaos.writer.Agents;
import org.heliograph.chaos.writer.BirthAndDeath;
import org.heliograph.chaos.writer.Clerk;
import org.heliograph.chaos.writer.Group;
import org.heliograph.chaos.writer.OneMachine;
import org.heliograph.chaos.writer.Organization;
import org.heliograph.testing.Server;

/** The machines of two organisations. */
public final class FleetWorkload implements Workload {
    private static final int GROUP = 15;
    private static final int AGENTS = 8;
    private static final int GROUP_PAUSE_MILLIS = 600;

    private final Clerk clerk;
    private final Server node;
    private final Organization acme;
    private final Organization globex;
    /** Of one who administrates both. */
    private final String bothToken;

    /** @param node where everything is made that writers need */
    public FleetWorkload(Clerk clerk, Server node) {
        this.clerk = clerk;
        this.node = node;
        acme = new Organization("acme", node.as("alice@acme.test").token());
        globex = new Organization("globex", node.as("carol@globex.test").token());
        bothToken = node.as("bob@acme.test").token();
    }

    @Override
    public List<Subject> subjects() {
        return List.of(acme.machines(), globex.machines());
    }

    @Override
    public void write(Staff staff) {
        List<Organization> both = List.of(acme.as(bothToken), globex.as(bothToken));
        for (Organization organization : List.of(acme, acme, globex)) {
            staff.add(new OneMachine(clerk, organization, node), PAUSE_MILLIS);
        }
        staff.add(new Group(clerk, both, node, GROUP), GROUP_PAUSE_MILLIS);
        staff.add(new Group(clerk, List.of(acme), node, GROUP), GROUP_PAUSE_MILLIS);
        staff.add(new BirthAndDeath(clerk, acme), PAUSE_MILLIS);
        staff.add(new BirthAndDeath(clerk, globex), PAUSE_MILLIS);
        staff.add(new Agents(clerk, acme, node, AGENTS), PAUSE_MILLIS);
    }

    @Override
    public void read(Audience audience) {
        for (Habit habit : Habit.values()) {
            audience.fromTheBeginning(acme.machines(), socket(acme), habit);
            audience.fromTheBeginning(globex.machines(), socket(globex), habit);
            audience.fromTheBeginning(acme.machines(), stream(acme), habit);
        }
        audience.from(snapshot(acme), acme.machines(), socket(acme), Habit.STEADY);
        audience.from(snapshot(acme), acme.machines(), socket(acme), Habit.RESTLESS);
        audience.from(snapshot(globex), globex.machines(), stream(globex), Habit.RESTLESS);
    }

    private Snapshot snapshot(Organization organization) {
        return Snapshot.ofMachines(organization.on(node), organization.id());
    }

    private static Door socket(Organization organization) {
        return Door.fleetSocket(organization.id(), organization.token());
    }

    private static Door stream(Organization organization) {
        return Door.fleetStream(organization.id(), organization.token());
    }
}
