/** A real Chromium for tests of the pages: tabs, their network log, and a proxy that cuts WebSockets. */
package org.heliograph.testing.browser;
