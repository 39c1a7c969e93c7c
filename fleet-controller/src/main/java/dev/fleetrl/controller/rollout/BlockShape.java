package dev.fleetrl.controller.rollout;

/** How many episodes of each version a block has. */
record BlockShape(int candidates, int baselines) {}
