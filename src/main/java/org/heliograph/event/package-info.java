/** What happened and where it belongs, as immutable records; knows nothing of ours. */
package org.heliograph.event;
