/** Status pages: what each shows, who may read it, and the publishing of events to the pages that show a monitor. */
package org.heliograph.uptime.page;
