/** The open alerts as walls read them: all of them with their counts, shared by all readers for a second. */
package org.heliograph.alert.open;
