/** The demo: scenarios that use nothing but the REST API, as any client does; off unless its setting is on. */
package org.heliograph.demo;
