/** The administration of accounts: list, disable, assign a platform role. */
package org.heliograph.operations.account;
