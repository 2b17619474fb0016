/** Accounts: passwords, the lock after failed sign-ins, and the current state of an account. */
package org.heliograph.identity.account;
