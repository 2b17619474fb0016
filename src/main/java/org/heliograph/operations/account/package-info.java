/** What administrators of the installation do with accounts: find them, shut them out, give them a platform role. */
package org.heliograph.operations.account;
