/** The keys that sign and verify tokens, each with the one algorithm it may be used with. Depends on settings only. */
package org.heliograph.identity.key;
