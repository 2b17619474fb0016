/** What administrators of the installation announce on the channel {@code announcements}, to everybody who listens. */
package org.heliograph.operations.announcement;
