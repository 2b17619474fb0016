/** Heliograph: live status for fleets, services and alerts; one package a feature, see CONTRIBUTING. */
package org.heliograph;
