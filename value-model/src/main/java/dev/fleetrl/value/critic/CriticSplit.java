package dev.fleetrl.value.critic;

import dev.fleetrl.contracts.EpisodeManifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which episodes the critic learns from, which calibrate its done detector, and which it is only measured on.
 *
 * <p>It learns from successes that nobody had to help and that were not slow, for of those alone progress is proportional to
 * time. Failures it never sees: half of the places of the other two are theirs, as far as there are any.
 */
public record CriticSplit(
        List<EpisodeManifest> training, List<EpisodeManifest> calibration, List<EpisodeManifest> heldOut) {
    /** A success of more than so many times the median length has a detour in it. */
    private static final int SLOW = 2;

    static CriticSplit of(CriticConfig config, List<EpisodeManifest> judged, long seed) {
        CriticSplit split = new CriticSplit(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        SplittableRandom random = new SplittableRandom(seed);
        List<EpisodeManifest> successes = judged.stream()
                .filter(EpisodeManifest::isAutonomousSuccess)
                .filter(episode -> episode.steps() > 1)
                .sorted(Comparator.comparingInt(EpisodeManifest::steps))
                .toList();
        int slow = successes.isEmpty()
                ? 0
                : SLOW * successes.get(successes.size() / 2).steps();
        split.deal(shuffled(successes, random), config);
        split.training.removeIf(episode -> episode.steps() > slow);

        List<EpisodeManifest> failures = judged.stream()
                .filter(episode -> !episode.isAssisted() && !episode.isAutonomousSuccess())
                .filter(episode -> episode.steps() > 1)
                .toList();
        split.dealFailures(shuffled(failures, random));
        return split;
    }

    private void deal(List<EpisodeManifest> successes, CriticConfig config) {
        int measured = (int) Math.round(config.heldOutFraction() * successes.size());
        int calibrating = (int) Math.round(config.calibrationFraction() * successes.size());
        heldOut.addAll(successes.subList(0, measured));
        calibration.addAll(successes.subList(measured, measured + calibrating));
        training.addAll(successes.subList(measured + calibrating, successes.size()));
    }

    private void dealFailures(List<EpisodeManifest> failures) {
        int half = (failures.size() + 1) / 2;
        heldOut.addAll(failures.subList(0, half));
        calibration.addAll(failures.subList(half, failures.size()));
    }

    private static List<EpisodeManifest> shuffled(List<EpisodeManifest> episodes, SplittableRandom random) {
        List<EpisodeManifest> shuffled = new ArrayList<>();
        for (EpisodeManifest episode : episodes) {
            shuffled.add(random.nextInt(shuffled.size() + 1), episode);
        }
        return shuffled;
    }
}
