package dev.fleetrl.local.study;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.LabelRecord;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.local.effort.OperatorTime;
import dev.fleetrl.local.effort.OperatorWork;
import dev.fleetrl.local.study.plan.Effort;
import dev.fleetrl.local.study.plan.RobotTime;
import dev.fleetrl.local.study.plan.Trial;
import dev.fleetrl.local.study.virtual.Collected;
import dev.fleetrl.local.study.virtual.Made;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a cell reads off what was done. */
final class Measures {
    private static final double MILLIS = 1e3;

    private Measures() {}

    static List<Trial> trials(Collected evaluated, EpisodeStore store) {
        return evaluated.judged().stream().map(episode -> trial(episode, store)).toList();
    }

    private static Trial trial(EpisodeManifest episode, EpisodeStore store) {
        RobotTime time = RobotTime.of(episode, store.read(episode.file()).steps());
        return new Trial(
                episode.plan().seed(),
                episode.isAutonomousSuccess(),
                time.activeSeconds(),
                time.grossSeconds(),
                episode.ending().reason());
    }

    /** Demonstrations are people's work from end to end: nothing of them is an autonomous success. */
    static Effort effort(Collected collected, EpisodeStore store) {
        List<EpisodeManifest> episodes = collected.episodes();
        double robotSeconds =
                episodes.stream().mapToLong(EpisodeManifest::durationMillis).sum() / MILLIS;
        boolean shown = collected.request().driver() instanceof ActionSource.Demonstration;
        OperatorTime people = work(collected, store).time();
        return new Effort(
                episodes.size(),
                shown
                        ? 0
                        : (int) episodes.stream()
                                .filter(EpisodeManifest::isAutonomousSuccess)
                                .count(),
                (int) episodes.stream().filter(EpisodeManifest::isAssisted).count(),
                episodes.stream().mapToInt(EpisodeManifest::interventions).sum(),
                episodes.stream().mapToLong(EpisodeManifest::correctionSteps).sum(),
                episodes.stream().mapToLong(EpisodeManifest::steps).sum(),
                robotSeconds,
                people.seconds(),
                people.attendedSeconds());
    }

    static OperatorWork work(Collected collected, EpisodeStore store) {
        return OperatorWork.of(
                collected.episodes(),
                episode -> store.readWithoutPictures(Snapshot.Entry.of(episode)).steps());
    }

    /** On the wall, by stage. */
    static Map<String, Double> seconds(List<Collected> people, Optional<Made> made, Collected evaluated) {
        Map<String, Double> seconds = new TreeMap<>();
        people.forEach(collected -> seconds.merge(
                collected.request().driver() instanceof ActionSource.Demonstration ? "demonstrate" : "practise",
                collected.cost().seconds(),
                Double::sum));
        made.ifPresent(round -> seconds.put("train", round.policy().trainSeconds()));
        made.flatMap(Made::labels)
                .map(LabelRecord.Finished::seconds)
                .ifPresent(labelling -> seconds.put("label", labelling));
        seconds.put("evaluate", evaluated.cost().seconds());
        return seconds;
    }

    /** The training's, and those of its label run. */
    static Map<String, Double> metrics(Made made) {
        Map<String, Double> metrics = new TreeMap<>(made.policy().metrics());
        made.labels().ifPresent(labels -> {
            labels.epsilonByTask()
                    .values()
                    .forEach(epsilon -> metrics.put("labels.epsilon", epsilon)); // of the one task
            labels.metrics().forEach((name, value) -> metrics.put("labels." + name, value));
            labels.positiveBySource().forEach((source, share) -> metrics.put("labels.positive." + source, share));
        });
        return metrics;
    }
}
