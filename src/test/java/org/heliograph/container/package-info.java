/** Tests that run inside a server, next to the application's own beans. */
package org.heliograph.container;
