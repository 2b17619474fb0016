/** Enrolment of machines: auth keys and registration. */
package org.heliograph.machine.enrolment;
