/** The nodes of the installation and the figures of this one. Each writes its own into the database, and reads those of all. */
package org.heliograph.operations.nodes;
