/** The administration of accounts: list, disable, assign a platform role, unlock, let set a new password. */
package org.heliograph.operations.account;
