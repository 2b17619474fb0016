/** The data API's filters, orders and pages as JPA Criteria; knows nothing of what is asked for, only a list of columns. */
package org.heliograph.query;
