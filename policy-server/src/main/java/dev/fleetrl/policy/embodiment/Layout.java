package dev.fleetrl.policy.embodiment;

/** In which order a picture's numbers lie in an array. */
public enum Layout {
    /** Shape [height, width, 3]. */
    HWC,
    /** Shape [3, height, width]. */
    CHW
}
