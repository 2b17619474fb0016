/** How other systems report alerts: the shared secret, the forms they write in, and one alert for each of their events. */
package org.heliograph.alert.webhook;
