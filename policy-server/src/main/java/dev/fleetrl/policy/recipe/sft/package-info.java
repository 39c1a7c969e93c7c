/**
 * Supervised fine-tuning: imitate the demonstrations. The base that RECAP starts from, and its matched control.
 *
 * <pre>  min E_demo [ −log π(a | o, l) ] </pre>
 */
@NullMarked
package dev.fleetrl.policy.recipe.sft;

import org.jspecify.annotations.NullMarked;
