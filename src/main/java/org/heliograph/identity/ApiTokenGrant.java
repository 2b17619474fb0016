package org.heliograph.identity;

import java.io.Serializable;

/**
 * The API token by which a caller is known, who is the account that made it. What the caller may is limited to the token's target.
 *
 * @param id           of the token
 * @param name         what its maker calls it
 * @param organization the only organisation in which it acts; null for a token of the installation, which acts in none
 * @param administers  whether it may change things; without that, an open socket of it only hears
 */
public record ApiTokenGrant(String id, String name, String organization, boolean administers) implements Serializable {}
