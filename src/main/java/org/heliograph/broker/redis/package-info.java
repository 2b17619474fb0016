/** The way to Redis and back: two connections, their threads, and the check that what is published is heard. Knows texts, no messages. */
package org.heliograph.broker.redis;
