package dev.fleetrl.controller.rollout;

import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RolloutBlock;
import dev.fleetrl.contracts.Trial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of one rollout: each robot serves both versions, in an order that is drawn for each block, so that neither robot nor
 * hour tells them apart. An episode without a verdict is made up for in the same block. The log keeps no order between episodes,
 * so none is needed here.
 */
final class TrialBlocks {
    private final PolicyVersion version;
    private final Map<RobotId, TreeMap<Integer, Map<EpisodeId, Slot>>> blocks = new LinkedHashMap<>();
    private final Map<EpisodeId, Slot> slots = new HashMap<>();
    private final Map<RobotId, Integer> highest = new HashMap<>();
    private final Set<String> compared = new HashSet<>();

    /** One episode's place in a block; without a trial while it runs. */
    private static final class Slot {
        private final RobotId robot;
        private final int block;
        private final boolean isCandidate;
        private final long atMillis;
        private @Nullable Trial trial;

        Slot(RobotId robot, int block, boolean isCandidate, long atMillis) {
            this.robot = robot;
            this.block = block;
            this.isCandidate = isCandidate;
            this.atMillis = atMillis;
        }
    }

    /** What a robot runs next. */
    record Next(int block, boolean isCandidate) {}

    /** A block in which every episode has a verdict. */
    record Complete(RobotId robot, int number, List<Trial> candidate, List<Trial> baseline) {}

    TrialBlocks(PolicyVersion version) {
        this.version = version;
    }

    void assigned(RolloutBlock block, RobotId robot, EpisodeId episode, boolean isCandidate, long atMillis) {
        Slot slot = new Slot(robot, block.number(), isCandidate, atMillis);
        highest.merge(robot, block.number(), Math::max);
        slots.put(episode, slot);
        if (compared.contains(key(robot, block.number()))) {
            return;
        }
        blocks.computeIfAbsent(robot, r -> new TreeMap<>())
                .computeIfAbsent(block.number(), n -> new LinkedHashMap<>())
                .put(episode, slot);
    }

    /** @param verdict none where the episode says nothing of the policy */
    void ended(EpisodeId episode, Optional<Trial> verdict) {
        Slot slot = slots.get(episode);
        if (slot == null) {
            return;
        }
        if (verdict.isPresent()) {
            slot.trial = verdict.get();
        } else {
            slots.remove(episode);
            Optional.ofNullable(blocks.get(slot.robot))
                    .map(numbered -> numbered.get(slot.block))
                    .ifPresent(block -> block.remove(episode));
        }
    }

    /** Whether the episode is the new version's, and since when it was to be run. */
    Optional<Long> candidateSince(EpisodeId episode) {
        return Optional.ofNullable(slots.get(episode))
                .filter(slot -> slot.isCandidate)
                .map(slot -> slot.atMillis);
    }

    /** Draws without putting back, so that each order is equally likely. */
    Next next(RobotId robot, long sinceMillis, BlockShape shape) {
        int number = highest.getOrDefault(robot, -1);
        Map<EpisodeId, Slot> current = block(robot, number);
        boolean goesOn = !current.isEmpty()
                && isSince(current, sinceMillis)
                && current.size() < shape.candidates() + shape.baselines();
        int block = goesOn ? number : number + 1;
        int candidates = shape.candidates() - (goesOn ? count(current, true) : 0);
        int baselines = shape.baselines() - (goesOn ? count(current, false) : 0);
        long seed = Objects.hash(version.value(), robot.value(), block, candidates, baselines);
        return new Next(block, new SplittableRandom(seed).nextInt(candidates + baselines) < candidates);
    }

    /** Those that began in this stage; by robot, then number. */
    List<Complete> complete(long sinceMillis, BlockShape shape) {
        List<Complete> complete = new ArrayList<>();
        blocks.forEach((robot, numbered) -> numbered.forEach((number, block) -> {
            boolean whole = count(block, true) == shape.candidates() && count(block, false) == shape.baselines();
            if (whole && isSince(block, sinceMillis) && block.values().stream().allMatch(slot -> slot.trial != null)) {
                complete.add(new Complete(robot, number, trials(block, true), trials(block, false)));
            }
        }));
        return complete;
    }

    /** Its verdicts are in the evidence; false where they were already. */
    boolean compared(RobotId robot, int number) {
        Optional.ofNullable(blocks.get(robot)).ifPresent(numbered -> numbered.remove(number));
        return compared.add(key(robot, number));
    }

    private static String key(RobotId robot, int number) {
        return robot + "/" + number;
    }

    private Map<EpisodeId, Slot> block(RobotId robot, int number) {
        TreeMap<Integer, Map<EpisodeId, Slot>> numbered = blocks.get(robot);
        Map<EpisodeId, Slot> block = numbered == null ? null : numbered.get(number);
        return block == null ? Map.of() : block;
    }

    private static boolean isSince(Map<EpisodeId, Slot> block, long sinceMillis) {
        return block.values().stream().allMatch(slot -> slot.atMillis >= sinceMillis);
    }

    private static int count(Map<EpisodeId, Slot> block, boolean candidates) {
        return (int) block.values().stream()
                .filter(slot -> slot.isCandidate == candidates)
                .count();
    }

    private static List<Trial> trials(Map<EpisodeId, Slot> block, boolean candidates) {
        return block.values().stream()
                .filter(slot -> slot.isCandidate == candidates)
                .map(slot -> Objects.requireNonNull(slot.trial))
                .toList();
    }
}
