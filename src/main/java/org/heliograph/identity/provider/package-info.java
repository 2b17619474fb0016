/**
 * The OpenID Connect provider by which people sign in (docs/adr/0053-openid-connect.md): its configuration, its tokens and what they must be.
 * Nothing here knows accounts or sessions.
 */
package org.heliograph.identity.provider;
