/** What needs attention now: open alerts, services that are not up, silent machines, incidents and maintenances, for the page Now. */
package org.heliograph.operations.overview;
