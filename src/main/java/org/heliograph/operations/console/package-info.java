/** {@code /api/admin}: the console of the installation's administrators, over REST. The numbers are of all nodes. */
package org.heliograph.operations.console;
