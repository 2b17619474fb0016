/** JSON as text and as objects; knows nothing of ours. */
package org.heliograph.json;
