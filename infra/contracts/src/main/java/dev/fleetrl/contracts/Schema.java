package dev.fleetrl.contracts;

/** Versions of what is written down. Another version is refused with a clear word, never half read. */
public final class Schema {
    /** Of the messages between robot and control plane. */
    public static final String MESSAGES = "fleetrl/1";

    /** Of a sealed episode's file. */
    public static final String EPISODE = "fleetrl-episode/1";

    /** Of a label side-car. */
    public static final String LABELS = "fleetrl-labels/2";

    /** Of a value function that is kept. */
    public static final String VALUE = "fleetrl-value/1";

    /** Of a policy artefact. */
    public static final String POLICY = "fleetrl-policy/1";

    /** Of a progress side-car. */
    public static final String PROGRESS = "fleetrl-progress/1";

    /** Of a progress critic's artefact. */
    public static final String CRITIC = "fleetrl-critic/2";

    private Schema() {}
}
