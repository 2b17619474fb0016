package org.heliograph;

import org.heliograph.testing.ShortIntervalServer;
import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.ExcludePackages;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * The tests of the server with short periods as one suite: otherwise each process of tests would start one. They mostly wait, so that the
 * methods that say so run at the same time.
 */
@Suite
@SelectPackages("org.heliograph")
@ExcludePackages("org.heliograph.pages")
@IncludeClassNamePatterns(".*IT")
@IncludeTags(ShortIntervalServer.TAG)
@ConfigurationParameter(key = "junit.jupiter.execution.parallel.enabled", value = "true")
@ConfigurationParameter(key = "junit.jupiter.execution.parallel.config.strategy", value = "fixed")
@ConfigurationParameter(key = "junit.jupiter.execution.parallel.config.fixed.parallelism", value = "7")
class ShortIntervalIT {}
