/**
 * Filtered behaviour cloning: imitate what succeeded.
 *
 * <pre>  min E [ −1(success) · log π(a | o, l) ] </pre>
 */
@NullMarked
package dev.fleetrl.policy.recipe.filteredbc;

import org.jspecify.annotations.NullMarked;
