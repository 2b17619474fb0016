/** The simulated fleet of the embedded default: agents that only know the REST API, as any client does; off unless asked for. */
package org.heliograph.demo;
