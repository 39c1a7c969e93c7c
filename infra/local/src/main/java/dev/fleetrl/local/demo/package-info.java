/** The whole story in one command: demonstrate, train, practise, correct, retrain, compare. */
@NullMarked
package dev.fleetrl.local.demo;

import org.jspecify.annotations.NullMarked;
