/** What an installation says of itself to anybody who asks: its health, its version, what pages must know; may know anything. */
package org.heliograph.operations;
