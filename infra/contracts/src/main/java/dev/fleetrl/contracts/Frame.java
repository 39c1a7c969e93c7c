package dev.fleetrl.contracts;

/**
 * One camera's picture, encoded once: the same bytes go to the policy and into the step.
 *
 * @param camera name, as the birth message declares it, such as {@code third} or {@code wrist}
 * @param jpeg the encoded picture
 */
public record Frame(String camera, Bytes jpeg) {}
