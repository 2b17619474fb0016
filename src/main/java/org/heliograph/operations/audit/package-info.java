/** The audit trail for people: searched page by page, and exported. */
package org.heliograph.operations.audit;
