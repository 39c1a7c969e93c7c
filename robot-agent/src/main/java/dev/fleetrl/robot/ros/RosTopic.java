package dev.fleetrl.robot.ros;

/**
 * A topic of ROS 2.
 *
 * @param name as ROS writes it, such as {@code /joint_states}
 * @param type of its messages
 * @param delivery how hard a sample is tried for; a reliable reader hears no best-effort writer
 * @param mostBytes of one sample; larger ones are refused, and this much is kept ready for each that waits
 */
public record RosTopic<M extends Record>(String name, Class<M> type, Delivery delivery, int mostBytes) {
    private static final int LEAST_BYTES = 64;

    /** How hard a sample is tried for. */
    public enum Delivery {
        /** Sensors: the newest counts, a lost one is not repeated. */
        BEST_EFFORT,
        /** Commands: repeated until acknowledged, while it is among the newest. */
        RELIABLE
    }

    public RosTopic {
        if (!name.matches("(/[A-Za-z_][A-Za-z0-9_]*)+")) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no topic of ROS 2; it should look like /joint_states");
        }
        if (mostBytes < LEAST_BYTES) {
            throw new IllegalArgumentException(
                    name + ": a sample has at least " + LEAST_BYTES + " bytes, not " + mostBytes);
        }
    }
}
