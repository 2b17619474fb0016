/** The dialect of public status pages on {@code /ws} (docs/status-pages.md): the frames with an {@code action}. */
package org.heliograph.dialect.statuspage;
