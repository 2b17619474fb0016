/** The start of the application: settings and keys are checked, the schema is migrated, the first accounts are created. */
package org.heliograph.operations.start;
