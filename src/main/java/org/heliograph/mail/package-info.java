/** Outgoing mail by SMTP: one short plain text at a time, each within a bound. */
package org.heliograph.mail;
