/** Readers that connect, stall, vanish and resume, on whichever node answers. */
package org.heliograph.chaos.reader;
