package dev.fleetrl.robot.policy;

import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.Vec;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Asks a policy what to do. May be called from any thread; a caller asks one question at a time. */
public interface PolicyClient {
    /** Fails when no answer comes within the time, and then never answers that question late. */
    Future<ActionChunk> ask(Question question, long withinMillis);

    Future<Void> close();

    /**
     * One observation.
     *
     * @param noiseSeed of the policy's initial noise: same question, same answer
     * @param underWay what the robot goes on doing until the answer comes; none where it waits
     * @param traceparent of the trace that it is part of, in W3C's form
     */
    record Question(
            RobotId robot,
            PolicyVersion version,
            String instruction,
            Observation observation,
            long noiseSeed,
            Optional<UnderWay> underWay,
            Optional<String> traceparent) {
        /** One that nobody traces. */
        public Question(
                RobotId robot,
                PolicyVersion version,
                String instruction,
                Observation observation,
                long noiseSeed,
                Optional<UnderWay> underWay) {
            this(robot, version, instruction, observation, noiseSeed, underWay, Optional.empty());
        }

        /** The same question as part of a trace. */
        public Question traced(String parent) {
            return new Question(robot, version, instruction, observation, noiseSeed, underWay, Optional.of(parent));
        }
    }

    /**
     * The rest of the chunk that is being executed.
     *
     * @param actions from the observation's moment on; each of shape [7]
     * @param delay how many of them are expected to be executed before the answer comes
     */
    record UnderWay(List<Vec> actions, int delay) {
        public UnderWay {
            actions = List.copyOf(actions);
        }
    }

    /**
     * What to do next.
     *
     * @param actions per-step actions in robot units; each of shape [7]
     * @param executeSteps how many of them to execute before asking again
     * @param delay how many of the first are those that were under way; 0 where the policy took no notice of them
     */
    record ActionChunk(PolicyVersion version, List<Vec> actions, int executeSteps, int delay) {
        public ActionChunk {
            actions = List.copyOf(actions);
        }

        /** For a robot that waits. */
        public ActionChunk(PolicyVersion version, List<Vec> actions, int executeSteps) {
            this(version, actions, executeSteps, 0);
        }
    }
}
