/** What every scenario of the demo needs: the port it implements, and a client of the REST API. */
package org.heliograph.demo.scenario;
