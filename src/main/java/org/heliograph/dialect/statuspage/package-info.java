/** The dialect of public status pages on {@code /ws}: the frames whose key is {@code action}. */
package org.heliograph.dialect.statuspage;
