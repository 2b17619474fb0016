package org.heliograph.pages;

import org.heliograph.testing.ShortIntervalServer;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests of pages with the server that has short periods as one suite: otherwise each process of tests would start one. */
@Suite
@SelectPackages("org.heliograph.pages")
@IncludeClassNamePatterns(".*IT")
@IncludeTags(ShortIntervalServer.TAG)
class ShortIntervalPagesIT {}
