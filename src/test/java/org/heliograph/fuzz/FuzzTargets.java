package org.heliograph.fuzz;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heliograph.alert.api.AlertFilterTarget;
import org.heliograph.alert.webhook.WebhookTarget;
import org.heliograph.broker.MessageTarget;
import org.heliograph.dialect.alerts.SiteFilterTarget;
import org.heliograph.dialect.channels.ChannelsFrameTarget;
import org.heliograph.dialect.fleet.FleetFrameTarget;
import org.heliograph.dialect.statuspage.StatusPageFrameTarget;
import org.heliograph.event.LogPositionTarget;
import org.heliograph.eventlog.LogNotificationTarget;
import org.heliograph.gateway.sse.EventStreamTarget;
import org.heliograph.identity.CredentialTarget;
import org.heliograph.identity.TokenTarget;
import org.heliograph.identity.client.ClientAddressTarget;
import org.heliograph.identity.provider.ProviderTokenTarget;
import org.heliograph.identity.token.RouteScopesTarget;
import org.heliograph.machine.data.MachinePatchTarget;
import org.heliograph.platform.trace.TraceParentTarget;
import org.heliograph.query.DataQueryTarget;
import org.heliograph.rest.ListPageTarget;
import org.heliograph.rest.RequestRecordTarget;
import org.heliograph.rest.cache.ReaderHeaderTarget;
import org.heliograph.settings.SettingTarget;
import org.heliograph.uptime.admin.KeptFieldsTarget;
import org.heliograph.uptime.history.api.CsvTarget;
import org.heliograph.uptime.notice.NoticeFormTarget;
import org.heliograph.uptime.page.PageTextTarget;
import org.heliograph.uptime.pulse.PushTarget;
import org.heliograph.web.RequestLineTarget;

/** All targets by name, which is that of their folder in {@code src/test/resources/fuzz}. */
final class FuzzTargets {
    private static final Map<String, FuzzTarget> ALL = all();
    private static final List<String> NAMES = List.copyOf(ALL.keySet());

    private FuzzTargets() {}

    static List<String> names() {
        return NAMES;
    }

    static FuzzTarget find(String name) {
        Require.that(ALL.containsKey(name), "there is no target " + name + "; the targets are " + NAMES);
        return ALL.get(name);
    }

    private static Map<String, FuzzTarget> all() {
        Map<String, FuzzTarget> targets = new LinkedHashMap<>();
        targets.put("fleet-frame", new FleetFrameTarget());
        targets.put("channels-frame", new ChannelsFrameTarget());
        targets.put("status-page-frame", new StatusPageFrameTarget());
        targets.put("alerts-frame", new SiteFilterTarget());
        targets.put("data-query", new DataQueryTarget());
        targets.put("webhook", new WebhookTarget());
        targets.put("push", new PushTarget());
        targets.put("token", token());
        targets.put("redis-message", new MessageTarget());
        targets.put("log-notification", new LogNotificationTarget());
        targets.put("log-position", new LogPositionTarget());
        targets.put("event-stream", new EventStreamTarget());
        targets.put("page-text", new PageTextTarget());
        targets.put("alert-filter", new AlertFilterTarget());
        targets.put("list-page", new ListPageTarget());
        targets.put("request-line", new RequestLineTarget());
        targets.put("reader-header", new ReaderHeaderTarget());
        targets.put("client-address", new ClientAddressTarget());
        targets.put("credential", new CredentialTarget());
        targets.put("provider-token", new ProviderTokenTarget());
        targets.put("route-scope", new RouteScopesTarget());
        targets.put("trace-parent", new TraceParentTarget());
        targets.put("request-record", new RequestRecordTarget());
        targets.put("machine-patch", new MachinePatchTarget());
        targets.put("notice-form", new NoticeFormTarget());
        targets.put("kept-fields", new KeptFieldsTarget());
        targets.put("csv", new CsvTarget());
        targets.put("setting", new SettingTarget());
        return targets;
    }

    private static FuzzTarget token() {
        try {
            return new TokenTarget();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
