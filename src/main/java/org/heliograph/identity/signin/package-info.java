/** Signing in with an account, staying so by refresh tokens, and leaving. */
package org.heliograph.identity.signin;
