/** The keys that sign and verify tokens, each with the one algorithm it may be used with; knows only settings. */
package org.heliograph.identity.key;
