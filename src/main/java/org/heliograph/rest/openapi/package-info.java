/** The OpenAPI document of the REST interfaces, read from their resource classes. */
package org.heliograph.rest.openapi;
