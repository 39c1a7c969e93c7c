package dev.fleetrl.controller.rollout;

/**
 * How many episodes of each version a block has.
 *
 * @param open blocks that may be open at the same time
 */
record BlockShape(int candidates, int baselines, int open) {
    int size() {
        return candidates + baselines;
    }
}
