package dev.fleetrl.controller.rollout;

import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RolloutBlock;
import dev.fleetrl.contracts.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The blocks of one stage: each robot serves both versions, in an order that is drawn for each block, so that neither robot nor
 * hour tells them apart. An episode without a verdict is made up for in the same block. The log keeps no order between episodes,
 * so none is needed here.
 */
final class TrialBlocks {
    private record Key(RobotId robot, RolloutBlock block) {}

    private final PolicyVersion version;
    private final int stage;
    private final Map<Key, TrialBlock> blocks = new LinkedHashMap<>();
    private final Map<EpisodeId, TrialBlock> byEpisode = new HashMap<>();
    private final Map<RobotId, Integer> highest = new HashMap<>();
    private final Set<Key> compared = new HashSet<>();

    /** What a robot runs next. */
    record Next(RolloutBlock block, boolean isCandidate) {}

    /** @param stage see {@link RolloutBlock#stage()} */
    TrialBlocks(PolicyVersion version, int stage) {
        this.version = version;
        this.stage = stage;
    }

    /** Of another stage it counts for nothing. */
    void assigned(RolloutBlock id, RobotId robot, EpisodeId episode, boolean isCandidate, long atMillis) {
        if (id.stage() != stage) {
            return;
        }
        highest.merge(robot, id.number(), Math::max);
        TrialBlock block = compared.contains(new Key(robot, id))
                ? new TrialBlock(robot, id)
                : blocks.computeIfAbsent(new Key(robot, id), key -> new TrialBlock(robot, id));
        block.assigned(episode, isCandidate, atMillis);
        byEpisode.put(episode, block);
    }

    /** @param verdict none where the episode says nothing of the policy */
    void ended(EpisodeId episode, Optional<Trial> verdict) {
        of(episode).ifPresent(block -> block.ended(episode, verdict));
    }

    Optional<TrialBlock> of(EpisodeId episode) {
        return Optional.ofNullable(byEpisode.get(episode));
    }

    /**
     * Draws without putting back, so that each order is equally likely. None where enough robots compare.
     *
     * @param opening blocks that were opened since, of which the log has not told yet
     */
    Optional<Next> next(RobotId robot, BlockShape shape, int opening) {
        Optional<TrialBlock> begun = blocks.values().stream()
                .filter(block -> block.robot().equals(robot) && block.wantsMore(shape))
                .min(Comparator.comparingInt(block -> block.id().number()));
        if (begun.isEmpty() && open(shape) + opening >= shape.open()) {
            return Optional.empty();
        }
        int number = begun.map(block -> block.id().number()).orElseGet(() -> highest.getOrDefault(robot, -1) + 1);
        int candidates =
                shape.candidates() - begun.map(block -> block.count(true)).orElse(0);
        int baselines =
                shape.baselines() - begun.map(block -> block.count(false)).orElse(0);
        long seed = Objects.hash(version.value(), stage, robot.value(), number, candidates, baselines);
        boolean isCandidate = new SplittableRandom(seed).nextInt(candidates + baselines) < candidates;
        return Optional.of(new Next(new RolloutBlock(version, stage, number), isCandidate));
    }

    private long open(BlockShape shape) {
        return blocks.values().stream()
                .filter(block -> !block.isComplete(shape))
                .count();
    }

    /** Whether the robot would begin a block. */
    boolean isNew(RobotId robot, RolloutBlock block) {
        return !blocks.containsKey(new Key(robot, block));
    }

    /**
     * Blocks that are complete, in the order in which they began. A later one waits for those before it, or the quick ones would be heard
     * first, and quick is what a version may be.
     */
    List<TrialBlock> complete(BlockShape shape, long nowMillis) {
        List<TrialBlock> inOrder = blocks.values().stream()
                .sorted(Comparator.comparingLong(TrialBlock::beganAtMillis)
                        .thenComparing(block -> block.robot().value()))
                .toList();
        List<TrialBlock> complete = new ArrayList<>();
        for (TrialBlock block : inOrder) {
            if (block.isComplete(shape)) {
                complete.add(block);
            } else if (block.goesOn(nowMillis)) {
                break;
            }
        }
        return complete;
    }

    /** Its verdicts are in the evidence; false where they were already, or are of another stage. */
    boolean compared(RobotId robot, RolloutBlock id) {
        Key key = new Key(robot, id);
        blocks.remove(key);
        return id.stage() == stage && compared.add(key);
    }
}
