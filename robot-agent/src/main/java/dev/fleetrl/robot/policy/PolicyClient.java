package dev.fleetrl.robot.policy;

import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.Vec;
import io.vertx.core.Future;
import java.util.List;

/** Asks a policy what to do. May be called from any thread; a caller asks one question at a time. */
public interface PolicyClient {
    /** Fails when no answer comes within the time, and then never answers that question late. */
    Future<ActionChunk> ask(Question question, long withinMillis);

    Future<Void> close();

    /**
     * One observation.
     *
     * @param noiseSeed of the policy's initial noise: same question, same answer
     */
    record Question(
            RobotId robot, PolicyVersion version, String instruction, Observation observation, long noiseSeed) {}

    /**
     * What to do next.
     *
     * @param actions per-step actions in robot units; each of shape [7]
     * @param executeSteps how many of them to execute before asking again
     */
    record ActionChunk(PolicyVersion version, List<Vec> actions, int executeSteps) {
        public ActionChunk {
            actions = List.copyOf(actions);
        }
    }
}
