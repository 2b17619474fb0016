/** Who calls: tokens of our own and of others, on every way in; may know events. Keys, accounts and sign-in have rooms below. */
package org.heliograph.identity;
