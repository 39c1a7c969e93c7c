package dev.fleetrl.robot.arm.attended;

import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeId;
import java.util.Optional;

/** Who, beside a person, says that a task is done. On the control thread. */
interface Judge {
    /** Why no episode may begin, in words for a person. */
    Optional<String> obstacle();

    /** From now on it is this one that is judged. */
    void begin(EpisodeId episode);

    /**
     * How the episode ends, once it does.
     *
     * @param steps that the episode has had
     */
    Optional<Ending> ending(int steps);
}
