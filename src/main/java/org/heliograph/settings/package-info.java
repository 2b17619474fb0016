/** Every setting of Heliograph with its default, unit, bounds and meaning, read through MicroProfile Config; uses no other package. */
package org.heliograph.settings;
