/** Shared by integration tests: servers and clients of their public interfaces. */
package org.heliograph.testing;
