package org.heliograph.chaos.writer;

import java.util.Random;
import java.util.Set;
import org.heliograph.chaos.Pause;
import org.heliograph.chaos.model.ExpectedEvent;
import org.heliograph.testing.Server;

/** Gives one machine one version after the other; some the database refuses, but only when they are to be committed. */
public final class MachineUpdateAction implements Action {
    /** As frequent at every load: each closes a connection to the database. */
    private static final int REJECTED_ONE_IN = 5 * Pause.LOAD;

    private final ChangeRecorder recorder;
    private final OrganizationClient organization;
    private final String machine;

    public MachineUpdateAction(ChangeRecorder recorder, OrganizationClient organization, Server node) {
        this.recorder = recorder;
        this.organization = organization;
        this.machine = organization.make(node, recorder, recorder.uniqueText("one-"));
    }

    @Override
    public boolean attempt(Server node, Random random) {
        boolean rejected = random.nextInt(REJECTED_ONE_IN) == 0;
        String version = recorder.uniqueText(rejected ? ChangeRecorder.REJECTED : "v");
        Set<ExpectedEvent> expected = Set.of(organization.machines().changed(machine, version));
        String path = "/api/db/machines?id=eq." + machine;
        String body = "{\"version\":\"" + version + "\"}";
        return rejected
                ? recorder.writeRejected(expected, () -> organization.on(node).patch(path, body))
                : recorder.write(expected, () -> organization.on(node).patch(path, body))
                        .isPresent();
    }
}
