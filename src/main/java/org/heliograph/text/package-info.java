/** Texts that clients choose, made fit for lines of logs, columns of databases, and files; independent of the domain. */
package org.heliograph.text;
