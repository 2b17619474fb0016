package org.heliograph.container;

import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/** All tests that run inside a server, in one: each class alone would start its own, which takes longer than most of its tests. */
@Suite
@SelectClasses({EventLogIT.class, ServicesIT.class, TimersIT.class, TokenInjectionIT.class})
class InContainerIT {}
