package dev.fleetrl.robot.ros.cdr;

/** A sample that is not what its type says. */
public final class MalformedSample extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedSample(String reason) {
        super(reason);
    }
}
