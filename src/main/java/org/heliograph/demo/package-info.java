/** The demo: stories that only know the REST API, as any client does; off unless asked for. */
package org.heliograph.demo;
