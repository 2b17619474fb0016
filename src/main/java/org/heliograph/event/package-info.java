/** Publications and the topics they belong to, as immutable records. */
package org.heliograph.event;
