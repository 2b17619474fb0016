package org.heliograph.pages;

import org.heliograph.testing.Server;
import org.heliograph.testing.StatusAdmin;
import org.heliograph.testing.browser.Tab;

/** A status page that one test has for itself, with one monitor, in a group of its own. */
record StatusPageFixture(Server server, StatusAdmin admin, String monitor, String slug) {
    /** Long enough that no monitor goes down by itself while a test looks. */
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

    /** Lets the monitor say that it is well. */
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

    /** Adds a line to an incident's timeline. @return its id */
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

    /** How often a tab fetched the page as a whole. */
    long fetches(Tab tab) {
        return tab.network().calls("/v1/status/" + slug).stream()
                .filter(call -> call.url().endsWith("/v1/status/" + slug))
                .count();
    }
}
