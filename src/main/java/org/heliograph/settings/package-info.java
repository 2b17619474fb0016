/** Every setting of Heliograph with its default, unit, bounds and meaning, read through MicroProfile Config, and what everything that runs by the clock needs; knows nothing of ours. */
package org.heliograph.settings;
