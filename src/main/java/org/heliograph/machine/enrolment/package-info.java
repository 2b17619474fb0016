/** Enrolment of machines: auth keys, registration, and the agent's script. */
package org.heliograph.machine.enrolment;
