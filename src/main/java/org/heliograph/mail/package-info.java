/** Outgoing mail by SMTP: one short plain text at a time, each within a bound; what an e-mail address is in requests. */
package org.heliograph.mail;
