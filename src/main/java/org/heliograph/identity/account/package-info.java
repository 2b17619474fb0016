/** Accounts of our own: who may sign in, with which password, and whether an account still stands. */
package org.heliograph.identity.account;
