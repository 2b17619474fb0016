/** The command that moves an installation from an H2 file to PostgreSQL. It runs without a server, from the folder {@code lib} of the zip. */
package org.heliograph.operations.transfer;
