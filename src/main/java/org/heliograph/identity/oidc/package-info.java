/**
 * Sign-in by an OpenID Connect provider (docs/adr/0053-openid-connect.md): the accounts of its people, their sessions here, what its groups give,
 * and the ends of sessions on either side.
 */
package org.heliograph.identity.oidc;
