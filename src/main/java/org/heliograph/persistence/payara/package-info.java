/** What Payara leaves to the application when it uses a database in transactions. Does nothing on other servers. */
package org.heliograph.persistence.payara;
