/** The threads of sockets and event streams, which serve nothing else, and the messages that wait for them. */
package org.heliograph.gateway.thread;
