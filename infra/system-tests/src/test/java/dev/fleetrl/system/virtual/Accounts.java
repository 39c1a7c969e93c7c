package dev.fleetrl.system.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.EpisodeRecord;
import dev.fleetrl.contracts.LabelSettings;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.episodes.EpisodeStore;
import dev.fleetrl.episodes.LabelledStep;
import dev.fleetrl.episodes.SealedEpisode;
import dev.fleetrl.system.virtual.Ledger.Recording;
import dev.fleetrl.value.recap.JudgedEpisode;
import dev.fleetrl.value.recap.LabelRun;
import dev.fleetrl.value.recap.NormalisedReturn;
import dev.fleetrl.value.recap.ValuedEpisode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** What was recorded against what was sealed, once everything has come to rest. */
record Accounts(Ledger ledger, List<SealedEpisode> sealed) {
    static Accounts of(SimulatedFleet fleet) throws IOException {
        EpisodeStore.Listing listing = fleet.store.list();
        assertThat(listing.unreadable()).isEmpty();
        return new Accounts(
                fleet.ledger,
                listing.episodes().stream()
                        .map(manifest -> fleet.store.read(manifest.file()))
                        .toList());
    }

    /** So no step is lost, none is in two episodes, and every episode that was opened is closed exactly once. */
    void everyRecordingIsSealedOnceAndWhole() {
        Map<EpisodeId, Recording> recordings = ledger.recordings();
        assertThat(sealed)
                .extracting(episode -> episode.manifest().episode())
                .containsExactlyInAnyOrderElementsOf(recordings.keySet());
        for (SealedEpisode episode : sealed) {
            Recording recording = Optional.ofNullable(
                            recordings.get(episode.manifest().episode()))
                    .orElseThrow();
            assertThat(recording.closed())
                    .extracting(EpisodeEvent.Closed::ending)
                    .containsExactly(episode.manifest().ending());
            assertThat(episode.steps()).isEqualTo(recording.steps());
            assertThat(episode.manifest().plan()).isEqualTo(recording.opened().plan());
        }
    }

    /** A record of the log may come twice, as anything there, but it never says two things. */
    void theLogTellsOfEachEpisodeOnce() {
        Map<EpisodeId, EpisodeManifest> told = new HashMap<>();
        for (EpisodeRecord record : ledger.episodes()) {
            if (record instanceof EpisodeRecord.Sealed said) {
                EpisodeManifest before = told.put(said.episode(), said.manifest());
                assertThat(before == null || before.equals(said.manifest()))
                        .as("two stories of %s", said.episode())
                        .isTrue();
            }
        }
        assertThat(told.values())
                .containsExactlyInAnyOrderElementsOf(
                        sealed.stream().map(SealedEpisode::manifest).toList());
    }

    /** By what the robot says, and by what it did. */
    void onePolicyVersionActsInAnEpisode() {
        for (SealedEpisode episode : sealed) {
            ActionSource driver = episode.manifest().plan().driver();
            for (Step step : episode.steps()) {
                boolean byPerson = step.isCorrection() || step.source() instanceof ActionSource.Hold;
                assertThat(byPerson || isBy(driver, step)).as("%s", step).isTrue();
            }
        }
    }

    private static boolean isBy(ActionSource driver, Step step) {
        return step.source().equals(driver)
                && (!(driver instanceof ActionSource.Policy policy)
                        || step.policyAction().at(6) == ScriptedPolicy.gripper(policy.version()));
    }

    /** Whatever the value function thinks of it. */
    void noCorrectionIsLabelledNegative(List<CollectionId> practice, SplittableRandom random) {
        List<SealedEpisode> judged = sealed.stream()
                .filter(episode -> count(episode, Outcome.SUCCESS) + count(episode, Outcome.FAILURE) > 0)
                .filter(episode -> !episode.steps().isEmpty())
                .toList();
        int horizon = judged.get(0).manifest().timeLimitSteps();
        LabelSettings settings = LabelSettings.fineTuning(practice.toArray(CollectionId[]::new))
                .positiveFraction(0.3)
                .truncateAtTakeover(random.nextBoolean())
                .settings();
        List<ValuedEpisode> valued =
                judged.stream().map(episode -> valued(episode, random)).toList();
        LabelRun.Result result = new LabelRun(settings, NormalisedReturn.of(horizon, 1))
                .label(judged.get(0).manifest().plan().task(), valued);
        for (int i = 0; i < judged.size(); i++) {
            for (LabelledStep label : result.labels().get(i).steps()) {
                Step step = judged.get(i).steps().get(label.step());
                assertThat(!step.isCorrection() || label.positive())
                        .as("correction %s", label)
                        .isTrue();
            }
        }
    }

    /** Episodes that ended so. */
    int endedIn(Outcome outcome) {
        return sealed.stream().mapToInt(episode -> count(episode, outcome)).sum();
    }

    int corrections() {
        return sealed.stream()
                .mapToInt(episode -> episode.manifest().correctionSteps())
                .sum();
    }

    private static int count(SealedEpisode episode, Outcome outcome) {
        return episode.manifest().ending().outcome() == outcome ? 1 : 0;
    }

    private static ValuedEpisode valued(SealedEpisode episode, SplittableRandom random) {
        float[] values = new float[episode.steps().size()];
        for (int t = 0; t < values.length; t++) {
            values[t] = (float) -random.nextDouble();
        }
        return new ValuedEpisode(JudgedEpisode.of(episode), Vec.of(values), Vec.of(values));
    }
}
