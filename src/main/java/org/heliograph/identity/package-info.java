/** Who calls: tokens, accounts, sign-in; may know events. */
package org.heliograph.identity;
