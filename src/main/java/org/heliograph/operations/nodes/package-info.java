/** The figures of every node of the installation: each writes its own into the database, and reads those of all. */
package org.heliograph.operations.nodes;
