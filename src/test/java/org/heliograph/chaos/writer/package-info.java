/** Writers that change things through the application, knowing of each change what may come of it. */
package org.heliograph.chaos.writer;
