/** How machines come in: auth keys that admins make and revoke, and the registration that spends them. */
package org.heliograph.machine.enrolment;
