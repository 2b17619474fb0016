/** Reset links by mail, for people who have forgotten their password. */
package org.heliograph.identity.recovery;
