package dev.fleetrl.contracts;

import java.util.List;

/**
 * What a robot is and can do; retained.
 *
 * @param session the agent's run; messages of older sessions are dropped
 * @param schema version of these messages
 * @param arm model of the arm
 * @param policyCameras names of the cameras that the policy sees, in order
 * @param videoCameras names of the cameras that people can watch
 * @param proprioception name of each element of {@link Observation#proprioception()}
 * @param actionSize number of elements of an action
 * @param hz steps a second
 * @param tasks what it can be asked to do
 * @param demonstrators who can show a task from the start, such as the simulation's scripted expert
 */
public record Birth(
        RobotId robot,
        String session,
        String agentVersion,
        String schema,
        String arm,
        List<String> policyCameras,
        List<String> videoCameras,
        List<String> proprioception,
        int actionSize,
        int hz,
        List<TaskId> tasks,
        List<OperatorId> demonstrators) {}
