package dev.fleetrl.contracts;

/** Who judged an episode. */
public enum OutcomeSource {
    ENVIRONMENT,
    HUMAN,
    CRITIC,
    AGENT
}
