/**
 * HG-DAgger (Kelly et al., 2019): imitate the person who takes over, on the states that the policy itself gets into.
 *
 * <pre>  min E_{demo ∪ correction} [ −log π(a | o, l) ] </pre>
 */
@NullMarked
package dev.fleetrl.policy.recipe.hgdagger;

import org.jspecify.annotations.NullMarked;
