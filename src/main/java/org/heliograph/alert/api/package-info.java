/** The REST API of alerts for users: open, list, count, acknowledge, resolve. */
package org.heliograph.alert.api;
