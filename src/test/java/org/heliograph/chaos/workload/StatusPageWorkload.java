package org.heliograph.chaos.workload;

import java.util.List;
import org.heliograph.chaos.ReaderGroup;
import org.heliograph.chaos.WriterGroup;
import org.heliograph.chaos.model.StatusPageTopic;
import org.heliograph.chaos.model.TopicModel;
import org.heliograph.chaos.reader.Endpoint;
import org.heliograph.chaos.reader.ReaderBehavior;
import org.heliograph.chaos.reader.Snapshot;
import org.heliograph.chaos.writer.ChangeRecorder;
import org.heliograph.chaos.writer.NoticeAction;
import org.heliograph.chaos.writer.PulseAction;
import org.heliograph.testing.Server;
import org.heliograph.testing.StatusAdmin;

/** One status page with one monitor. */
public final class StatusPageWorkload implements Workload {
    /** Longer than the monitor's interval, so that pulses are missed. */
    private static final int PULSE_PAUSE_MILLIS = 4_000;

    private final ChangeRecorder recorder;
    private final StatusAdmin admin;
    private final String monitorToken = StatusAdmin.newId("token");
    private final StatusPageTopic page;

    /** @param node creates the page */
    public StatusPageWorkload(ChangeRecorder recorder, Server node) {
        this.recorder = recorder;
        admin = new StatusAdmin(node.as("alice@acme.test"));
        String monitor = admin.monitor(",'token':'" + monitorToken + "'");
        admin.put("monitors/" + monitor, "{'interval':1}");
        String slug = admin.page(monitor);
        page = new StatusPageTopic(slug, slug);
    }

    @Override
    public List<TopicModel> subjects() {
        return List.of(page);
    }

    @Override
    public void write(WriterGroup writers) {
        for (NoticeAction.Kind kind : NoticeAction.Kind.values()) {
            writers.add(new NoticeAction(recorder, page, admin.api().token(), kind), PAUSE_MILLIS);
        }
        writers.add(new PulseAction(monitorToken), PULSE_PAUSE_MILLIS);
    }

    @Override
    public void read(ReaderGroup readers) {
        for (ReaderBehavior behavior : ReaderBehavior.values()) {
            readers.addFromStart(page, Endpoint.statusPage(page.slug()), behavior);
        }
        Snapshot now = Snapshot.ofPage(admin.api().with(null), page.slug());
        readers.from(now, page, Endpoint.statusPage(page.slug()), ReaderBehavior.RESTLESS);
    }
}
