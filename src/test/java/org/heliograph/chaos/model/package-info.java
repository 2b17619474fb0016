/** The log of each topic, the frames of its rows, and the table that the log describes. */
package org.heliograph.chaos.model;
