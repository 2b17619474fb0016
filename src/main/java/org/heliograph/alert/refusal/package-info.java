/** Reports of other systems that were refused: counted by kind, kept for a week, logged once, and shown to operators. */
package org.heliograph.alert.refusal;
