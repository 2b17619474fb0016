/** What tests against a real server share: the server, and clients that speak to it as anybody would. */
package org.heliograph.testing;
