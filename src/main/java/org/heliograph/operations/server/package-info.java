/** The check of the application server: whether what the scripts in {@code server-config} close and bound is closed and bounded. */
package org.heliograph.operations.server;
