/** The administration of API tokens: list, create, revoke; their end with the rights of their makers. */
package org.heliograph.operations.token;
