package org.heliograph.chaos.workload;

import java.util.List;
import org.heliograph.chaos.ReaderGroup;
import org.heliograph.chaos.WriterGroup;
import org.heliograph.chaos.model.TopicModel;
import org.heliograph.chaos.reader.Endpoint;
import org.heliograph.chaos.reader.ReaderBehavior;
import org.heliograph.chaos.reader.Snapshot;
import org.heliograph.chaos.writer.ChangeRecorder;
import org.heliograph.chaos.writer.HeartbeatAction;
import org.heliograph.chaos.writer.MachineGroupAction;
import org.heliograph.chaos.writer.MachineLifecycleAction;
import org.heliograph.chaos.writer.MachineUpdateAction;
import org.heliograph.chaos.writer.OrganizationClient;
import org.heliograph.testing.Server;

/** The machines of two organisations. */
public final class FleetWorkload implements Workload {
    private static final int GROUP = 15;
    private static final int AGENTS = 8;
    private static final int GROUP_PAUSE_MILLIS = 600;

    private final ChangeRecorder recorder;
    private final Server node;
    private final OrganizationClient acme;
    private final OrganizationClient globex;
    /** Token of an administrator of both organisations. */
    private final String sharedAdminToken;

    /** @param node creates what the writers need */
    public FleetWorkload(ChangeRecorder recorder, Server node) {
        this.recorder = recorder;
        this.node = node;
        acme = new OrganizationClient("acme", node.as("alice@acme.test").token());
        globex = new OrganizationClient("globex", node.as("carol@globex.test").token());
        sharedAdminToken = node.as("bob@acme.test").token();
    }

    @Override
    public List<TopicModel> subjects() {
        return List.of(acme.machines(), globex.machines());
    }

    @Override
    public void write(WriterGroup writers) {
        List<OrganizationClient> both = List.of(acme.as(sharedAdminToken), globex.as(sharedAdminToken));
        for (OrganizationClient organization : List.of(acme, acme, globex)) {
            writers.addSingle(() -> new MachineUpdateAction(recorder, organization, node), PAUSE_MILLIS);
        }
        writers.add(new MachineGroupAction(recorder, both, node, GROUP), GROUP_PAUSE_MILLIS);
        writers.add(new MachineGroupAction(recorder, List.of(acme), node, GROUP), GROUP_PAUSE_MILLIS);
        writers.add(new MachineLifecycleAction(recorder, acme), PAUSE_MILLIS);
        writers.add(new MachineLifecycleAction(recorder, globex), PAUSE_MILLIS);
        writers.add(new HeartbeatAction(recorder, acme, node, AGENTS), PAUSE_MILLIS);
    }

    @Override
    public void read(ReaderGroup readers) {
        for (ReaderBehavior behavior : ReaderBehavior.values()) {
            readers.addFromStart(acme.machines(), socket(acme), behavior);
            readers.addFromStart(globex.machines(), socket(globex), behavior);
            readers.addFromStart(acme.machines(), stream(acme), behavior);
        }
        readers.from(snapshot(acme), acme.machines(), socket(acme), ReaderBehavior.STEADY);
        readers.from(snapshot(acme), acme.machines(), socket(acme), ReaderBehavior.RESTLESS);
        readers.from(snapshot(globex), globex.machines(), stream(globex), ReaderBehavior.RESTLESS);
    }

    private Snapshot snapshot(OrganizationClient organization) {
        return Snapshot.ofMachines(organization.on(node), organization.id());
    }

    private static Endpoint socket(OrganizationClient organization) {
        return Endpoint.fleetSocket(organization.id(), organization.token());
    }

    private static Endpoint stream(OrganizationClient organization) {
        return Endpoint.fleetStream(organization.id(), organization.token());
    }
}
