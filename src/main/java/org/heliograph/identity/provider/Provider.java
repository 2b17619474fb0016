package org.heliograph.identity.provider;

import org.heliograph.identity.key.JwksClient;

/** The provider as it was found last: what it says about itself, and its keys. */
record Provider(ProviderMetadata metadata, JwksClient keys) {}
