/** Status pages: what each shows, who may read it, and which of them show a monitor. */
package org.heliograph.uptime.page;
