/**
 * The audit trail: one row for every administrative act, sign-in, failure and lock. An act and its row are committed together; failures
 * are counted and written in transactions of their own, within bounds (docs/adr/0039-audit.md).
 */
package org.heliograph.audit;
