/** Serves the pages: their routes, CORS for status pages, and security headers for every response. */
package org.heliograph.web;
