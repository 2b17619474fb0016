/** A real Chromium for tests of the pages: tabs, what goes over their network, and a cable that can be cut. */
package org.heliograph.testing.browser;
