/** What people see of alerts and do with them: raise, list, count, acknowledge, resolve. */
package org.heliograph.alert.api;
