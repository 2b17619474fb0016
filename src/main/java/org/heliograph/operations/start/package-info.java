/** What an installation starts with: checked settings and keys, the schema, the first accounts, the demo's people. */
package org.heliograph.operations.start;
