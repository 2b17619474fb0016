/** Attacks of one client on a running server, while other clients work (CONTRIBUTING.md). */
package org.heliograph.attack;
