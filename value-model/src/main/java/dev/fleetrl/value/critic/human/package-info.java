/**
 * What to ask of people, graded by how badly a start goes (VLAC Sec. 3.2.3): let the robot explore from there, correct it
 * there, or show the task from the beginning.
 */
@FunctionalCore
@NullMarked
package dev.fleetrl.value.critic.human;

import dev.fleetrl.contracts.FunctionalCore;
import org.jspecify.annotations.NullMarked;
