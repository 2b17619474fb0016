package org.heliograph.pages;

import org.heliograph.testing.Server;
import org.heliograph.testing.StatusAdmin;
import org.heliograph.testing.browser.Tab;

/** A status page for a single test with one monitor in a group. */
record StatusPageFixture(Server server, StatusAdmin admin, String monitor, String slug) {
    /** Interval in seconds that no monitor exceeds during a test. */
    static final int PATIENT = 3600;

    /** @param interval seconds between two pulses of its monitor */
    static StatusPageFixture on(Server server, int interval) {
        StatusAdmin admin = new StatusAdmin(server.as("alice@acme.test"));
        String monitor = StatusAdmin.newId("m");
        ExpectedStatus.require(201, admin.post("monitors", """
                {'id':'%1$s','name':'Production API','token':'%1$s','interval':%2$d,
                 'custom1':{'id':'players','name':'Players'}}
                """.formatted(monitor, interval)));
        StatusPageFixture world = new StatusPageFixture(server, admin, monitor, admin.page(admin.group(monitor)));
        world.pulse("latency=125&players=42");
        return world;
    }

    /** Pushes a pulse. */
    void pulse(String query) {
        ExpectedStatus.require(200, server.api().get("/v1/push/" + monitor + "?" + query));
    }

    /** Opens an incident. @return its id */
    String incident(String title) {
        return ExpectedStatus.require(201, admin.post("incidents", """
                        {'status_page_id':'%s','title':'%s','status':'investigating','severity':'major',
                         'message':'We are looking.','affected_monitors':['%s']}
                        """.formatted(slug, title, monitor)))
                .json()
                .getString("id");
    }

    /** Adds an update to an incident. @return its id */
    String update(String incident, String status, String message) {
        return ExpectedStatus.require(
                        201,
                        admin.post(
                                "incidents/" + incident + "/updates",
                                "{'status':'%s','message':'%s'}".formatted(status, message)))
                .json()
                .getString("updateId");
    }

    String path() {
        return "/status/" + slug;
    }

    /** How often a tab fetched the whole page. */
    long fetches(Tab tab) {
        return tab.network().calls("/v1/status/" + slug).stream()
                .filter(call -> call.url().replaceAll("\\?.*", "").endsWith("/v1/status/" + slug))
                .count();
    }
}
