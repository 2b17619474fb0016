package org.heliograph.cluster.pair;

import org.junit.platform.suite.api.AfterSuite;
import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * All tests of this package as one suite: two processes that share the classes would start a {@link Pair} each, and
 * both pairs would run until the end.
 */
@Suite
@IncludeEngines("junit-jupiter")
@SelectPackages("org.heliograph.cluster.pair")
@IncludeClassNamePatterns(".*IT")
@ConfigurationParameter(
        key = "junit.jupiter.testclass.order.default",
        value = "org.junit.jupiter.api.ClassOrderer$ClassName")
class PairSuite {
    @AfterSuite
    static void stop() {
        PairExtension.stop();
    }
}
