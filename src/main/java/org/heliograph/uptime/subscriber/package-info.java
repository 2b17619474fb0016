/** Readers of status pages who get incidents and maintenances by mail (docs/adr/0065-subscribers-by-mail.md). */
package org.heliograph.uptime.subscriber;
