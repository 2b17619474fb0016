/** What tells a part of the demo: a story, and the REST API as any client calls it. */
package org.heliograph.demo.scenario;
