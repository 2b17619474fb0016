package org.heliograph.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.junit.jupiter.api.Test;

/** The browser client against a real server: refusals, broadcasts, and the end of channels. */
@BrowserTest
class ClientChannelsIT {
    /** Two clients of one organisation; resolves to what they saw. */
    private static final String PROGRAM = """
            async ({ org, member, admin }) => {
              const { createClient } = await import("/sdk/index.js");
              const client = (token) => createClient({ baseUrl: location.origin, getOrg: () => org, getToken: () => token });
              const [one, other] = [client(member), client(admin)];
              const subscribed = (channel) =>
                new Promise((done) => channel.subscribe((status, error) => done([status, error?.message ?? ""])));
              const on = (api, name, table) =>
                api.channel(name).on("postgres_changes", { event: "*", schema: "public", table }, () => {});
              const machines = subscribed(on(one, "machines", "machines"));
              const audit = subscribed(on(one, "audit", "audit"));
              const received = [];
              const cursors = one
                .channel("cursors")
                .on("broadcast", { event: "move" }, ({ event, payload }) => received.push([event, payload.x]));
              await subscribed(cursors);
              const sender = on(other, "sender", "machines");
              await subscribed(sender);
              const sent = await sender.send({ type: "broadcast", event: "move", payload: { x: 7 } });
              const tooLong = await sender.send({ type: "broadcast", event: "m".repeat(100), payload: {} });
              for (let turn = 0; turn < 600 && received.length === 0; turn++) await new Promise((next) => setTimeout(next, 50));
              const names = one.getChannels().map(({ name }) => name);
              const removed = await one.removeAllChannels();
              await other.removeAllChannels();
              return {
                machines: await machines, audit: await audit, received, sent, tooLong, names, removed,
                connection: one.connection,
              };
            }
            """;

    @Test
    void tellsEachChannelOfItsOwnRefusalAndBroadcasts(Browser browser) {
        // where sockets without pings stay open
        Fleet fleet = TestOrganization.on(Server.shared());
        InvitedUser member = InvitedUser.join(fleet, "member");
        Tab tab = browser.visit(Server.shared()).open("/sign-in");

        Object seen = tab.page()
                .evaluate(
                        PROGRAM,
                        Map.of(
                                "org",
                                fleet.organization(),
                                "member",
                                member.api().token(),
                                "admin",
                                fleet.admin().token()));

        assertThat(seen)
                .isEqualTo(Map.of(
                        "machines", List.of("SUBSCRIBED", ""),
                        "audit", List.of("CHANNEL_ERROR", "Not authorized to subscribe to this channel"),
                        "received", List.of(List.of("move", 7)),
                        "sent", "ok",
                        "tooLong", "error",
                        "names", List.of("machines", "audit", "cursors"),
                        "removed", List.of("ok", "ok", "ok"),
                        "connection", "none"));
    }
}
