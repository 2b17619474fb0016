/** Accounts of our own: passwords, sign-in, refresh tokens; may know identity and rest. */
package org.heliograph.identity.account;
