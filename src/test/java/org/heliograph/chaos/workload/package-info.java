/** What writers write and readers read, dialect by dialect. */
package org.heliograph.chaos.workload;
