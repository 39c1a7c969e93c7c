package dev.fleetrl.simulation.arm;

/**
 * Where the tool is told to be.
 *
 * @param pose of the point between the finger tips, in the base frame
 * @param gripper -1 closed to +1 open; a gripper with two positions opens above 0
 */
public record ToolTarget(Pose pose, double gripper) {
    public boolean isClosed() {
        return gripper <= 0;
    }

    /**
     * A part of one step's action further: the translation and the rotation vector times {@code fraction}, both in the base
     * frame, and the action's gripper. A control loop that interpolates a step calls it for 1/5, 2/5, … 5/5 on the
     * target that the step began with, so that 5/5 is exact.
     *
     * @param action shape [7]
     */
    public ToolTarget moved(float[] action, double fraction) {
        Vec3 translation = new Vec3(action[0], action[1], action[2]).times(fraction);
        Vec3 turn = new Vec3(action[3], action[4], action[5]).times(fraction);
        return new ToolTarget(
                new Pose(
                        pose.position().plus(translation),
                        Rotation.ofVector(turn).times(pose.rotation())),
                action[6]);
    }

    /**
     * The action with which {@link #moved} by fraction 1 arrives at {@code other}, to the rounding of a float. A person's step
     * stores this: from the commanded pose at its start to the one at its end.
     *
     * @return shape [7]
     */
    public float[] actionTo(ToolTarget other) {
        Vec3 translation = other.pose.position().minus(pose.position());
        Vec3 turn = other.pose.rotation().times(pose.rotation().inverse()).toVector();
        return new float[] {
            (float) translation.x(),
            (float) translation.y(),
            (float) translation.z(),
            (float) turn.x(),
            (float) turn.y(),
            (float) turn.z(),
            (float) other.gripper
        };
    }
}
