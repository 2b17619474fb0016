/** Writers that change data through the API and register the expected events of each change. */
package org.heliograph.chaos.writer;
