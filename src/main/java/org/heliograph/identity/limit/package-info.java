/** The limits of failed sign-ins, by account and by client address. */
package org.heliograph.identity.limit;
