package dev.fleetrl.contracts;

/**
 * The done detector has looked at a step of an episode that it judges.
 *
 * @param done whether the task was done then
 * @param held whether nobody drove the arm then: what shows done may be the work of a hand in the cell
 * @param probability as the critic says it, 0 to 1
 * @param critic the label run that trained it
 */
public record DoneSignal(
        RobotId robot,
        EpisodeId episode,
        int step,
        boolean done,
        boolean held,
        double probability,
        LabelRunId critic) {}
