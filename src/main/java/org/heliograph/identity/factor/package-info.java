/** Second factors of accounts: codes by time (RFC 6238) and recovery codes, and sign-ins that wait for one. */
package org.heliograph.identity.factor;
