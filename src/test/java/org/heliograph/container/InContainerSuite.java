package org.heliograph.container;

import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All tests that run inside a server as one suite: each class alone would start a server, which takes longer than most tests. */
@Suite
@IncludeEngines("junit-jupiter")
@SelectPackages("org.heliograph.container")
@IncludeClassNamePatterns(".*IT")
@ConfigurationParameter(
        key = "junit.jupiter.testclass.order.default",
        value = "org.junit.jupiter.api.ClassOrderer$ClassName")
class InContainerSuite {}
