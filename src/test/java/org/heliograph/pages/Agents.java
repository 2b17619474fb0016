package org.heliograph.pages;

import org.heliograph.testing.Agent;

/** What machines do that matter to a test. */
final class Agents {
    private Agents() {}

    /** Says goodbye, as a graceful stop does. */
    static void down(Agent agent) {
        Answers.require(200, agent.report("\"status\":\"offline\""));
    }
}
