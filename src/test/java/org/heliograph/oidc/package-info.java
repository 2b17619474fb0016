/** Sign-in by OpenID Connect on servers of its own; run by the profile {@code keycloak} alone. */
package org.heliograph.oidc;
