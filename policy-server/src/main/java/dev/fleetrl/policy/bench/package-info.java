/**
 * Measurements of training and serving, apart from the tests.
 */
@NullMarked
package dev.fleetrl.policy.bench;

import org.jspecify.annotations.NullMarked;
