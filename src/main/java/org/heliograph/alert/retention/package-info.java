/** How long alerts are kept once they are over. */
package org.heliograph.alert.retention;
