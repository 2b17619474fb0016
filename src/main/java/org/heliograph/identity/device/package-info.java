/** The known devices of accounts: those from which somebody has signed in with the right password. */
package org.heliograph.identity.device;
