package org.heliograph.demo.scenario;

import java.io.IOException;

/** Something that goes on while the demo is on, told through the REST API as any client would. */
public interface Scenario {
    /** What is there once it has begun, for the log. */
    String begun();

    /** Makes what must be there before anything can happen; called every second until it succeeds. */
    void begin(DemoApi api, long now) throws IOException, InterruptedException, DemoApi.Refused;

    /** Does what is due; called every second. @param now milliseconds since the epoch */
    void act(DemoApi api, long now) throws IOException, InterruptedException, DemoApi.Refused;
}
