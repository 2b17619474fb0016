package org.heliograph.cluster;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All tests with two nodes as one suite: otherwise each process of tests would start a pair. */
@Suite
@SelectPackages("org.heliograph.cluster.pair")
@IncludeClassNamePatterns(".*IT")
class PairIT {}
