/** Several nodes. */
package org.heliograph.cluster;
