/** Screen tokens: credentials of wall screens, which read alerts and nothing else; who may read alerts (docs/alerts.md). */
package org.heliograph.identity.screen;
