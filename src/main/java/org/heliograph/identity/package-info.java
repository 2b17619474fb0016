/** Who calls: tokens of our own and of others, on every way in; may know events. Keys and accounts have rooms below. */
package org.heliograph.identity;
