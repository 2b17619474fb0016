/** The writers and readers of each dialect. */
package org.heliograph.chaos.workload;
