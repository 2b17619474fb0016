/** The data API of machines and the figures of the dashboard, for signed-in users. */
package org.heliograph.machine.data;
