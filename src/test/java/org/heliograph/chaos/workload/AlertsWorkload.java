package org.heliograph.chaos.workload;

import java.util.List;
import org.heliograph.chaos.ReaderGroup;
import org.heliograph.chaos.WriterGroup;
import org.heliograph.chaos.model.AlertTopic;
import org.heliograph.chaos.model.TopicModel;
import org.heliograph.chaos.reader.Endpoint;
import org.heliograph.chaos.reader.ReaderBehavior;
import org.heliograph.chaos.reader.Snapshot;
import org.heliograph.chaos.writer.AlertBatchAction;
import org.heliograph.chaos.writer.AlertLifecycleAction;
import org.heliograph.chaos.writer.ChangeRecorder;
import org.heliograph.testing.Api;
import org.heliograph.testing.Server;

/** The alerts of the installation. */
public final class AlertsWorkload implements Workload {
    private static final int BATCH_PAUSE_MILLIS = 600;
    private static final String KILIMANJARO = "Kilimanjaro";
    private static final String SERENGETI = "Serengeti";

    private final ChangeRecorder recorder;
    private final Api operator;

    public AlertsWorkload(ChangeRecorder recorder, Server node) {
        this.recorder = recorder;
        this.operator = node.as("mallory@acme.test");
    }

    @Override
    public List<TopicModel> subjects() {
        return List.of(AlertTopic.ALL);
    }

    @Override
    public void write(WriterGroup writers) {
        writers.addSingle(() -> new AlertLifecycleAction(recorder, KILIMANJARO, operator.token()), PAUSE_MILLIS);
        writers.add(new AlertBatchAction(recorder, SERENGETI), BATCH_PAUSE_MILLIS);
    }

    @Override
    public void read(ReaderGroup readers) {
        for (ReaderBehavior behavior : ReaderBehavior.values()) {
            readers.addFromStart(AlertTopic.ALL, Endpoint.alerts(AlertTopic.ALL), behavior);
        }
        readers.from(
                Snapshot.ofAlerts(operator), AlertTopic.ALL, Endpoint.alerts(AlertTopic.ALL), ReaderBehavior.RESTLESS);
        addFiltered(readers, KILIMANJARO, ReaderBehavior.RESTLESS);
        addFiltered(readers, SERENGETI, ReaderBehavior.SLOW);
    }

    private static void addFiltered(ReaderGroup readers, String site, ReaderBehavior behavior) {
        AlertTopic alerts = new AlertTopic(site);
        readers.addFromStart(alerts, Endpoint.alerts(alerts), behavior);
    }
}
