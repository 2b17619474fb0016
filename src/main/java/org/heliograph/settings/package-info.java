/** Every setting of Heliograph with its default, unit, bounds and meaning, read through MicroProfile Config; knows nothing of ours. */
package org.heliograph.settings;
