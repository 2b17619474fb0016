/** The data API of machines and the dashboard's figures, for people who are signed in. */
package org.heliograph.machine.data;
