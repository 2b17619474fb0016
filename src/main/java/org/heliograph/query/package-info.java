/** The data API's query language: parameters of a call parsed to JPA criteria, for any entity with a list of columns. */
package org.heliograph.query;
