/** Fuzzing: generated inputs for every decoder, parser and form (docs/fuzzing.md). */
package org.heliograph.fuzz;
