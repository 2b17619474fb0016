/** Responses that all readers share for a second: one computation at a time for each, bounded in bytes and in waiting readers. */
package org.heliograph.rest.cache;
