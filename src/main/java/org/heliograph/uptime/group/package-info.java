/** When a group was up, from the times at which its monitors were not, and the uptimes of groups that end now. */
package org.heliograph.uptime.group;
