package org.heliograph.container;

import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/** All tests that run inside a server as one suite: each class alone would start a server, which takes longer than most tests. */
@Suite
@SelectClasses({
    BatchingIT.class,
    EventLogIT.class,
    JobHealthIT.class,
    ServicesIT.class,
    TimersIT.class,
    TokenInjectionIT.class
})
class InContainerIT {}
