/** What a study says: ratios over seeds, as a table, as figures and as a page; nothing here runs anything. */
@FunctionalCore
@NullMarked
package dev.fleetrl.local.study.report;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
