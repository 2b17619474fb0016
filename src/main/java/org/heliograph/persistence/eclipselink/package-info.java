/** How EclipseLink, Payara's persistence provider, uses the database. No other server loads these classes. */
package org.heliograph.persistence.eclipselink;
