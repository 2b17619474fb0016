/** The webhook through which other systems report: its secret, the forms of its bodies, and one alert for each event. */
package org.heliograph.alert.webhook;
