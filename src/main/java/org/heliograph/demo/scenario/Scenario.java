package org.heliograph.demo.scenario;

import java.io.IOException;

/** One part of the demo, which uses the REST API as any client does. */
public interface Scenario {
    /** A description for the log, written after the scenario has been set up. */
    String description();

    /** Creates what it needs; called every second until it succeeds. */
    void begin(DemoApi api, long now) throws IOException, InterruptedException, DemoApi.Refused;

    /** Performs what is due; called every second. @param now milliseconds since the epoch */
    void act(DemoApi api, long now) throws IOException, InterruptedException, DemoApi.Refused;
}
