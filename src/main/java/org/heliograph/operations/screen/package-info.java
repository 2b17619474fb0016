/** The administration of screen tokens: list, create, revoke. */
package org.heliograph.operations.screen;
