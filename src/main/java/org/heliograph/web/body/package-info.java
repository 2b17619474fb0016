/** The bodies of requests while they arrive: a slow one holds no thread for long, and many take a bounded memory. */
package org.heliograph.web.body;
