package org.heliograph.operations.screen;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The body of a call that creates a screen token. @param name what the administrator calls the screen */
record CreateScreenTokenRequest(@NotBlank @Size(max = 200) String name) {}
