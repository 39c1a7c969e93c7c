package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of a sealed episode but its steps. Stands in the file's metadata and, once it is sealed, in Kafka.
 *
 * @param durationMillis robot time, so that a simulation run faster than life still counts what it cost the robot
 * @param steps rows of the file
 * @param correctionSteps steps whose source is an operator's correction
 * @param interventions runs of consecutive correction steps
 * @param operators who corrected
 * @param file path below the episode store
 * @param sha256 of the rows' content, hex
 * @param resetMillis see {@link EpisodeEvent.Opened}; absent, too, in records of before
 * @param labelMillis see {@link EpisodeEvent.Closed}; absent, too, in records of before
 */
public record EpisodeManifest(
        String schema,
        EpisodeId episode,
        RobotId robot,
        String session,
        EpisodePlan plan,
        String instruction,
        int hz,
        int timeLimitSteps,
        long startedAtMillis,
        long durationMillis,
        Ending ending,
        int steps,
        int correctionSteps,
        int interventions,
        List<OperatorId> operators,
        String file,
        String sha256,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Long> resetMillis,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Long> labelMillis) {
    /** Of a robot that nobody resets or judges. */
    public EpisodeManifest(
            String schema,
            EpisodeId episode,
            RobotId robot,
            String session,
            EpisodePlan plan,
            String instruction,
            int hz,
            int timeLimitSteps,
            long startedAtMillis,
            long durationMillis,
            Ending ending,
            int steps,
            int correctionSteps,
            int interventions,
            List<OperatorId> operators,
            String file,
            String sha256) {
        this(
                schema,
                episode,
                robot,
                session,
                plan,
                instruction,
                hz,
                timeLimitSteps,
                startedAtMillis,
                durationMillis,
                ending,
                steps,
                correctionSteps,
                interventions,
                operators,
                file,
                sha256,
                Optional.empty(),
                Optional.empty());
    }

    /** The same episode, judged otherwise. */
    public EpisodeManifest judged(Ending otherwise) {
        return new EpisodeManifest(
                schema,
                episode,
                robot,
                session,
                plan,
                instruction,
                hz,
                timeLimitSteps,
                startedAtMillis,
                durationMillis,
                otherwise,
                steps,
                correctionSteps,
                interventions,
                operators,
                file,
                sha256,
                resetMillis,
                labelMillis);
    }

    /** What the episode kept the robot for, with reset and label; empty where nobody measured the reset. */
    public Optional<Long> grossMillis() {
        return resetMillis.map(reset -> reset + durationMillis + labelMillis.orElse(0L));
    }

    /** An assisted episode never counts as autonomous success. */
    public boolean isAssisted() {
        return correctionSteps > 0;
    }

    public boolean isAutonomousSuccess() {
        return ending.outcome() == Outcome.SUCCESS && !isAssisted();
    }
}
