/** What keeps an installation running: start, health, demo accounts; may know anything. */
package org.heliograph.operations;
