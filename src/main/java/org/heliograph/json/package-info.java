/** JSON as text and as objects; independent of the domain. */
package org.heliograph.json;
