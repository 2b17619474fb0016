/**
 * The driver of an H2 database in a file, for the server's data source: it makes the password and keeps the file from other users of the
 * machine. The build packs this package alone as {@code heliograph-h2.jar}, so it uses nothing else of Heliograph.
 */
package org.heliograph.persistence.h2;
