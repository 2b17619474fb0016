/** Sign-in with an account: access tokens, refresh tokens and sign-out. */
package org.heliograph.identity.signin;
