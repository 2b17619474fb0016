/** API tokens: credentials of programs, limited to scopes; the table of the routes that each scope opens (docs/operations.md). */
package org.heliograph.identity.token;
