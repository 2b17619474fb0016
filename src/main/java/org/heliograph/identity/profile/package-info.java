/** What the holder of an account manages: its second factor and its sessions. */
package org.heliograph.identity.profile;
