package dev.fleetrl.robot.arm;

import dev.fleetrl.contracts.Frame;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.control.ToolTarget;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** An arm with its cameras. Called on the control thread only. */
public interface Arm extends AutoCloseable {
    ArmModel model();

    /** Where the tool was sent last; after a start or a reset, where it stands. */
    ToolTarget commanded();

    /** What the arm measures now; called at each tick, so it must be cheap. */
    Reading read();

    /** What the policy sees; each frame is encoded once, here. */
    Observation observe();

    /** A picture of now for people, 480×360; made when it is asked for, on any thread, while the arm goes on. */
    Supplier<Frame> video(String camera);

    /** Sends the tool there within the coming tick of 20 ms. */
    void command(ToolTarget target);

    /** Why it must not move now, in words for a person; it is held while there is any. */
    default List<String> troubles() {
        return List.of();
    }

    /** How far it fails to follow what it was sent, in words for a person: something is in its way, or its controller does not listen. */
    default Optional<String> behind() {
        return Optional.empty();
    }

    /** What a person should know of it, although it may move. */
    default List<String> warnings() {
        return List.of();
    }

    /** Nothing new is asked of it for a moment: it arrives where it was sent, and stays there. May be called far more often than a tick. */
    default void rest() {}

    /** The scene is another one: what was felt and seen before is not of it, and is awaited anew; nor is where the tool was sent. */
    default void forget() {}

    /** Brakes and keeps the pose. May be called far more often than a tick. */
    void hold();

    /** Says to those around it whether it records, where there is a light for it; called at each tick. */
    default void recording(boolean isRecording) {}

    /** Lets one tick of the arm's own time pass. An arm of metal has nothing to do here. */
    void advance();

    @Override
    void close();

    /**
     * A measurement.
     *
     * @param toolPose position (m) and rotation vector (rad) in the base frame; shape [6]
     * @param gripper -1 closed to +1 open
     * @param joints rad; shape [J]
     */
    record Reading(Vec toolPose, float gripper, Vec joints) {}
}
