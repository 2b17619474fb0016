/** Alerts of the installation: raised by people and by other systems, acknowledged, resolved, published, and deleted when they are old. */
package org.heliograph.alert;
