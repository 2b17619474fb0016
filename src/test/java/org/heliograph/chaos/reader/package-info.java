/** Readers that connect, pause, disconnect and resume on any node. */
package org.heliograph.chaos.reader;
