/** The roots of the REST interfaces, and which resources are under which. */
package org.heliograph.rest.application;
