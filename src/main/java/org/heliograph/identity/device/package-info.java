/** The known devices of accounts: those from which a user has signed in with the right password. */
package org.heliograph.identity.device;
