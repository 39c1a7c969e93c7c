package dev.fleetrl.value.critic.progress;

/** Whether a frame of a successful episode shows the finished task (VLAC Sec. 3.1): nobody can tell in [0.8 T, 0.95 T]. */
public enum DoneLabel {
    INCOMPLETE,
    UNKNOWN,
    COMPLETE;

    static final double INCOMPLETE_BEFORE = 0.8;
    static final double COMPLETE_AFTER = 0.95;

    /**
     * The label of one frame.
     *
     * @param last T, the index of the last frame
     */
    public static DoneLabel of(int frame, int last) {
        if (frame < INCOMPLETE_BEFORE * last) {
            return INCOMPLETE;
        }
        return frame > COMPLETE_AFTER * last ? COMPLETE : UNKNOWN;
    }
}
