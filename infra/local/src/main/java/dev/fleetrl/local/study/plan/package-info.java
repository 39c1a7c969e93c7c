/** What a study consists of, and what a cell of it says; nothing here runs anything. */
@FunctionalCore
@NullMarked
package dev.fleetrl.local.study.plan;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
