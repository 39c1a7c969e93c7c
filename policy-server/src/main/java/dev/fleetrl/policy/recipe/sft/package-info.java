/**
 * Supervised fine-tuning: imitate the demonstrations. The base that RECAP starts from, and its matched control.
 */
@NullMarked
package dev.fleetrl.policy.recipe.sft;

import org.jspecify.annotations.NullMarked;
