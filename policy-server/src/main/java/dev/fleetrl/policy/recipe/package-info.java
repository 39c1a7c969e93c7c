/**
 * Training recipes: which steps to learn from, under which condition, and the one training loop that they share.
 */
@NullMarked
package dev.fleetrl.policy.recipe;

import org.jspecify.annotations.NullMarked;
