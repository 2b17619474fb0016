package org.heliograph.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Resources are found by scanning; all live below {@code /api}. */
@ApplicationPath("/api")
public class RestApplication extends Application {}
