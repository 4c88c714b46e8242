/// How long the parts of the agent take that work with settings.
@NullMarked
package dev.carafe.bench;

import org.jspecify.annotations.NullMarked;
