package dev.fleetrl.robot.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.ChunkPosition;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Step;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.Events;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is dropped, in which order, when the fleet is away for too long. */
class SpoolDroppingTest {
    private static final ActionSource POLICY = new ActionSource.Policy(new PolicyVersion("v1"));
    private static final OperatorId KIM = new OperatorId("kim");
    private static final ActionSource CORRECTION = new ActionSource.Correction(KIM);
    private static final int STEPS = 20;

    @TempDir
    private Path folder;

    @Test
    void dropsTheOldestOfThoseThatWouldBeMissedLeast() {
        long episode = bytesOfAnEpisode();
        try (Spool spool = open(59 * episode / 10)) {
            spool.append(episode("fail-one", POLICY, POLICY, Outcome.FAILURE));
            spool.append(episode("old-fine", POLICY, POLICY, Outcome.SUCCESS));
            spool.append(episode("assisted", POLICY, CORRECTION, Outcome.SUCCESS));
            spool.append(episode("new-fine", POLICY, POLICY, Outcome.SUCCESS));
            spool.append(episode("aborted1", POLICY, POLICY, Outcome.ABORTED));

            spool.append(episode("more-one", POLICY, POLICY, Outcome.SUCCESS));
            assertThat(whole(spool)).containsExactly("fail-one", "assisted", "new-fine", "aborted1", "more-one");
            spool.append(episode("showing1", new ActionSource.Demonstration(KIM), POLICY, Outcome.SUCCESS));
            spool.append(episode("fail-two", POLICY, POLICY, Outcome.FAILURE));
            spool.append(episode("fail-tri", POLICY, POLICY, Outcome.FAILURE));

            assertThat(whole(spool)).containsExactly("fail-one", "assisted", "showing1", "fail-two", "fail-tri");
            assertThat(spool.dropped()).isEqualTo(4);
            assertThat(spool.usedFraction()).isGreaterThan(0.8);
            assertThat(spool.append(episode("fine-one", POLICY, POLICY, Outcome.SUCCESS)))
                    .isLessThan(STEPS + 2);
            assertThat(spool.dropped()).isEqualTo(4);
        }
    }

    /** Who receives it need not wait for what is missing, and what comes later keeps its numbers. */
    @Test
    void leavesWordOfWhatItDropped() {
        long episode = bytesOfAnEpisode();
        try (Spool spool = open(25 * episode / 10)) {
            spool.append(episode("fine-one", POLICY, POLICY, Outcome.SUCCESS));
            spool.append(episode("fine-two", POLICY, POLICY, Outcome.SUCCESS));
            spool.append(episode("fine-tri", POLICY, POLICY, Outcome.SUCCESS));

            List<NumberedEvent> events = spool.after(0, 1000);
            assertThat(events)
                    .extracting(NumberedEvent::number)
                    .startsWith(1L, 22L, 23L, 24L)
                    .endsWith(66L);
            assertThat(events.get(1).event()).isEqualTo(new EpisodeEvent.Dropped(new EpisodeId("fine-one"), 2));
            assertThat(spool.size()).isEqualTo(events.size());
            spool.deleteUpTo(66);
            assertThat(spool.size()).isZero();
            assertThat(spool.usedFraction()).isZero();
        }
    }

    /** The last step does not fit, and what ends the episode came with it. */
    @Test
    void takesTheEndThatComesBehindAStepThatDoesNotFit() {
        long episode = bytesOfAnEpisode();
        try (Spool spool = open(episode / 2)) {
            List<EpisodeEvent> events = episode("fail-one", POLICY, POLICY, Outcome.FAILURE);
            spool.append(events.subList(0, STEPS));

            assertThat(spool.append(events.subList(STEPS, STEPS + 2))).isEqualTo(1);
            assertThat(whole(spool)).containsExactly("fail-one");
        }
    }

    /** Whether a policy is better must not depend on how full a disk was. */
    @Test
    void keepsEvaluations() {
        long episode = bytesOfAnEpisode();
        try (Spool spool = open(25 * episode / 10)) {
            spool.append(episode("fine-one", Cohort.EVALUATION, POLICY, POLICY, Outcome.SUCCESS));
            spool.append(episode("fine-two", Cohort.EVALUATION, POLICY, POLICY, Outcome.SUCCESS));

            assertThat(spool.append(episode("fine-tri", POLICY, POLICY, Outcome.SUCCESS)))
                    .isLessThan(STEPS + 2);
            assertThat(spool.dropped()).isZero();
        }
    }

    /** Otherwise a slow way would carry nothing but halves. */
    @Test
    void keepsTheRestOfWhatTheFleetHasAPartOf() {
        long episode = bytesOfAnEpisode();
        try (Spool spool = open(22 * episode / 10)) {
            List<EpisodeEvent> first = episode("fine-one", POLICY, POLICY, Outcome.SUCCESS);
            spool.append(first.subList(0, STEPS));
            spool.deleteUpTo(STEPS / 2);
            spool.append(first.subList(STEPS, STEPS + 2));
            spool.append(episode("fine-two", POLICY, POLICY, Outcome.SUCCESS));
            spool.append(episode("fine-tri", POLICY, POLICY, Outcome.SUCCESS));

            assertThat(whole(spool)).containsExactly("fine-one", "fine-tri");
        }
    }

    /** What may be dropped does not keep a robot from working. */
    @Test
    void countsOnlyWhatShouldStay() {
        long episode = bytesOfAnEpisode();
        try (Spool spool = open(4 * episode)) {
            spool.append(episode("routine1", POLICY, POLICY, Outcome.SUCCESS));
            assertThat(spool.usedFraction()).isZero();

            spool.append(episode("fail-one", POLICY, POLICY, Outcome.FAILURE));
            assertThat(spool.usedFraction()).isBetween(0.2, 0.3);
        }
        try (Spool again = open(4 * episode)) {
            assertThat(again.usedFraction()).isBetween(0.2, 0.3);
        }
    }

    /** The correction was made before the agent died; and the fleet knows of more than this file. */
    @Test
    void knowsTheWorthOfAnEpisodeThatARestartCutOff() {
        long episode = bytesOfAnEpisode();
        try (Spool spool = open(22 * episode / 10)) {
            spool.append(
                    episode("assisted", POLICY, CORRECTION, Outcome.SUCCESS).subList(0, STEPS + 1));
            spool.deleteUpTo(500);
        }
        try (Spool spool = open(22 * episode / 10)) {
            spool.append(episode("routine1", POLICY, POLICY, Outcome.SUCCESS));
            spool.append(episode("more-one", POLICY, POLICY, Outcome.SUCCESS));

            assertThat(spool.after(0, 1).get(0).number()).isEqualTo(501);
            assertThat(spool.after(0, 1000))
                    .filteredOn(numbered -> numbered.event() instanceof EpisodeEvent.Stepped)
                    .extracting(numbered -> numbered.event().episode().value())
                    .contains("assisted", "more-one")
                    .doesNotContain("routine1");
        }
    }

    private long bytesOfAnEpisode() {
        try (Spool spool =
                Spool.open(folder.resolve("measured.db"), Events.ROBOT, 1_000_000, Spool.Durability.PROCESS_KILL, 0)) {
            spool.append(episode("fail-tri", POLICY, POLICY, Outcome.FAILURE));
            return Math.round(spool.usedFraction() * 1_000_000);
        }
    }

    private static List<String> whole(Spool spool) {
        return spool.after(0, 1000).stream()
                .map(NumberedEvent::event)
                .filter(event -> event instanceof EpisodeEvent.Closed closed && closed.steps() == STEPS)
                .map(event -> event.episode().value())
                .toList();
    }

    /** The person, if there is one, drives in the last step. */
    private static List<EpisodeEvent> episode(String name, ActionSource driver, ActionSource last, Outcome outcome) {
        return episode(name, Cohort.TRAIN, driver, last, outcome);
    }

    private static List<EpisodeEvent> episode(
            String name, Cohort cohort, ActionSource driver, ActionSource last, Outcome outcome) {
        EpisodeId id = new EpisodeId(name);
        EpisodePlan plan = new EpisodePlan(id, new CollectionId("c1"), new TaskId("pick"), cohort, driver, 1, 1);
        List<EpisodeEvent> events = new ArrayList<>();
        events.add(new EpisodeEvent.Opened(id, Events.ROBOT, "s1", plan, "put it away", 10, 120, 5));
        for (int i = 0; i < STEPS; i++) {
            ActionSource source = i == STEPS - 1 ? last : driver;
            Observation observation = new Observation(List.of(), Vec.of(1, 2, 3));
            Vec action = Vec.of(1, 2, 3, 4, 5, 6, 7);
            events.add(new EpisodeEvent.Stepped(
                    id, new Step(i, 5, observation, action, Vec.of(), source, ChunkPosition.NONE, 0, List.of())));
        }
        events.add(new EpisodeEvent.Closed(id, new Ending(outcome, "judged", OutcomeSource.ENVIRONMENT), STEPS, 9));
        return events;
    }

    private Spool open(long maxBytes) {
        return Spool.open(folder.resolve("spool.db"), Events.ROBOT, maxBytes, Spool.Durability.PROCESS_KILL, 1_000);
    }
}
