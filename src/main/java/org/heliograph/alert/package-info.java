/** Alerts of the installation: raised by people and by other systems, acknowledged, resolved, and told as it happens. */
package org.heliograph.alert;
