package dev.fleetrl.episodes.assembly;

import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.RobotId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Assembles the events of many robots into sealed episodes. Not thread-safe: one caller owns it.
 *
 * <p>An event whose number was seen before is dropped. An episode of which events are missing, or whose end was never
 * reported, is sealed as ABANDONED with the steps before the hole: training across a hole would teach a jump. Reasons:
 * {@code agent-restarted}, {@code never-closed}, {@code events-missing}, {@code spool-full}.
 */
public final class EpisodeAssembly {
    private final Map<RobotId, RobotEvents> robots = new HashMap<>();
    private long duplicates;

    public EpisodeAssembly() {
        this(Map.of());
    }

    /**
     * Resumes after a restart.
     *
     * @param sealedUpTo for each robot, the highest {@link Assembled#lastNumber()} whose episode is safely stored
     */
    public EpisodeAssembly(Map<RobotId, Long> sealedUpTo) {
        sealedUpTo.forEach((robot, number) -> robots.put(robot, new RobotEvents(number)));
    }

    /** Takes the next event of the log; answers the episodes that are over because of it, oldest first. */
    public List<Assembled> on(NumberedEvent numbered) {
        RobotEvents robot = robots.computeIfAbsent(numbered.robot(), first -> new RobotEvents(numbered.number() - 1));
        if (numbered.number() <= robot.lastNumber()) {
            duplicates++;
            return List.of();
        }
        return robot.on(numbered.number(), numbered.event());
    }

    /** Events that were dropped because their number had been seen. */
    public long duplicates() {
        return duplicates;
    }

    /** Numbers that were skipped, over all robots. */
    public long missing() {
        return robots.values().stream().mapToLong(RobotEvents::missing).sum();
    }
}
