package dev.fleetrl.episodes.assembly;

import static dev.fleetrl.episodes.RecordedFleet.ADA;
import static dev.fleetrl.episodes.RecordedFleet.BEN;
import static dev.fleetrl.episodes.RecordedFleet.HOLD;
import static dev.fleetrl.episodes.RecordedFleet.IN_BIN;
import static dev.fleetrl.episodes.RecordedFleet.POLICY;
import static dev.fleetrl.episodes.RecordedFleet.closed;
import static dev.fleetrl.episodes.RecordedFleet.episode;
import static dev.fleetrl.episodes.RecordedFleet.opened;
import static dev.fleetrl.episodes.RecordedFleet.stepped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodeManifest;
import dev.fleetrl.contracts.NumberedEvent;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.contracts.RobotId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EpisodeAssemblyTest {
    private static final RobotId ARM = new RobotId("arm-1");

    private final EpisodeAssembly assembly = new EpisodeAssembly();

    @Test
    void sealsAnEpisodeWhenItIsClosed() {
        List<ActionSource> sources = List.of(POLICY, ADA, ADA, HOLD, BEN, POLICY, ADA);

        List<Assembled> over = feed(41, episode("arm-1", "e-1", sources));

        assertThat(over).singleElement().satisfies(assembled -> {
            assertThat(assembled.lastNumber()).isEqualTo(49);
            assertThat(assembled.episode().steps()).extracting("source").isEqualTo(sources);
        });
        EpisodeManifest manifest = over.get(0).episode().manifest();
        assertThat(manifest.ending()).isEqualTo(IN_BIN);
        assertThat(manifest.steps()).isEqualTo(7);
        assertThat(manifest.correctionSteps()).isEqualTo(4);
        assertThat(manifest.interventions()).isEqualTo(3);
        assertThat(manifest.operators()).containsExactly(new OperatorId("ada"), new OperatorId("ben"));
        assertThat(manifest.durationMillis()).isEqualTo(700);
        assertThat(manifest.startedAtMillis()).isEqualTo(1_000_000);
        assertThat(manifest.file()).isEqualTo("round-1/e-1.parquet");
    }

    /** As a robot of metal tells them. */
    @Test
    void keepsHowLongResetAndLabelTook() {
        EpisodeEvent.Opened plain = opened("arm-1", "e-1", "run-1");
        EpisodeEvent.Opened opened = new EpisodeEvent.Opened(
                plain.episode(),
                plain.robot(),
                plain.session(),
                plain.plan(),
                plain.instruction(),
                plain.hz(),
                plain.timeLimitSteps(),
                plain.atMillis(),
                Optional.of(4000L),
                Optional.empty());
        Ending label = new Ending(Outcome.SUCCESS, "operator", OutcomeSource.HUMAN);

        List<Assembled> over = feed(
                1,
                List.of(
                        opened,
                        stepped("e-1", 0, POLICY),
                        new EpisodeEvent.Closed(plain.episode(), label, 1, 0, Optional.of(2000L))));

        EpisodeManifest manifest = over.get(0).episode().manifest();
        assertThat(manifest.resetMillis()).contains(4000L);
        assertThat(manifest.labelMillis()).contains(2000L);
    }

    /** Of the first nothing but its beginning is left; of the second the fleet has a part already. */
    @Test
    void sealsDroppedEpisodesAndGoesOnBehindThem() {
        Ending dropped = new Ending(Outcome.ABANDONED, "spool-full", OutcomeSource.AGENT);

        List<Assembled> first = feed(1, List.of(opened("arm-1", "e-1", "run-1")));
        first.addAll(feed(22, List.of(new EpisodeEvent.Dropped(new EpisodeId("e-1"), 2))));
        List<Assembled> second = feed(23, List.of(opened("arm-1", "e-2", "run-1"), stepped("e-2", 0, POLICY)));
        second.addAll(feed(44, List.of(new EpisodeEvent.Dropped(new EpisodeId("e-2"), 24))));
        List<Assembled> third = feed(45, episode("arm-1", "e-3", List.of(POLICY)));

        assertThat(first).singleElement().satisfies(assembled -> {
            assertThat(assembled.episode().manifest().ending()).isEqualTo(dropped);
            assertThat(assembled.lastNumber()).isEqualTo(22);
        });
        assertThat(second).singleElement().satisfies(assembled -> {
            assertThat(assembled.episode().manifest().ending()).isEqualTo(dropped);
            assertThat(assembled.episode().steps()).hasSize(1);
        });
        assertThat(third)
                .singleElement()
                .satisfies(assembled ->
                        assertThat(assembled.episode().manifest().ending()).isEqualTo(IN_BIN));
        assertThat(assembly.missing()).isZero();
    }

    @Test
    void dropsWhatItHasSeen() {
        List<EpisodeEvent> events = episode("arm-1", "e-1", List.of(POLICY, POLICY));
        feed(1, events.subList(0, 3));

        List<Assembled> over = feed(1, events);

        assertThat(over)
                .singleElement()
                .satisfies(assembled -> assertThat(assembled.episode().steps()).hasSize(2));
        assertThat(feed(1, events)).isEmpty();
        assertThat(assembly.duplicates()).isEqualTo(7);
        assertThat(assembly.missing()).isZero();
    }

    @Test
    void abandonsAnEpisodeWhoseAgentRestarted() {
        feed(1, List.of(opened("arm-1", "e-1", "session-1"), stepped("e-1", 0, POLICY)));

        List<Assembled> over = feed(3, List.of(opened("arm-1", "e-2", "session-2")));

        assertAbandoned(over, "agent-restarted", 1, 2);
    }

    @Test
    void abandonsAnEpisodeThatWasNeverClosed() {
        feed(1, List.of(opened("arm-1", "e-1", "session-1"), stepped("e-1", 0, POLICY)));

        List<Assembled> over = feed(3, List.of(opened("arm-1", "e-2", "session-1")));

        assertAbandoned(over, "never-closed", 1, 2);
    }

    @Test
    void abandonsAnEpisodeWithAHoleAndKeepsWhatCameBefore() {
        feed(1, List.of(opened("arm-1", "e-1", "s"), stepped("e-1", 0, POLICY)));

        List<Assembled> over = feed(5, List.of(stepped("e-1", 3, POLICY), closed("e-1", 4)));

        assertAbandoned(over, "events-missing", 1, 2);
        assertThat(assembly.missing()).isEqualTo(2);
    }

    @Test
    void abandonsAnEpisodeWhoseStepsDoNotFollow() {
        feed(1, List.of(opened("arm-1", "e-1", "s"), stepped("e-1", 0, POLICY)));

        assertAbandoned(feed(3, List.of(stepped("e-1", 2, POLICY))), "events-missing", 1, 2);
    }

    @Test
    void abandonsAnEpisodeThatSaysItHadMoreSteps() {
        feed(1, List.of(opened("arm-1", "e-1", "s"), stepped("e-1", 0, POLICY)));

        assertAbandoned(feed(3, List.of(closed("e-1", 2))), "events-missing", 1, 3);
    }

    @Test
    void sealsTheHoleAndTheNextEpisodeWhenOneEventEndsBoth() {
        feed(1, List.of(opened("arm-1", "e-1", "s")));

        List<Assembled> over = new ArrayList<>(feed(5, List.of(opened("arm-1", "e-2", "s"))));
        over.addAll(feed(6, List.of(closed("e-2", 0))));

        assertThat(over).extracting(Assembled::lastNumber).containsExactly(1L, 6L);
        assertThat(over)
                .extracting(one -> one.episode().manifest().ending().reason())
                .containsExactly("events-missing", "in-bin");
    }

    @Test
    void ignoresTheRestOfAnEpisodeThatItDidNotSeeOpen() {
        List<Assembled> over = feed(7, List.of(stepped("e-0", 3, POLICY), closed("e-0", 4)));

        assertThat(over).isEmpty();
        assertThat(assembly.missing()).isZero();
    }

    @Test
    void resumesBehindWhatIsStored() {
        List<EpisodeEvent> events = new ArrayList<>(episode("arm-1", "e-1", List.of(POLICY)));
        events.addAll(episode("arm-1", "e-2", List.of(ADA)));
        EpisodeAssembly resumed = new EpisodeAssembly(Map.of(ARM, 3L));

        List<Assembled> over = feed(resumed, 1, events);

        assertThat(over)
                .extracting(
                        assembled -> assembled.episode().manifest().episode().value())
                .containsExactly("e-2");
    }

    @Test
    void goesOnWithTheNextEpisodeAfterOneThatMakesNoSense() {
        EpisodeEvent.Opened sound = opened("arm-1", "e-1", "s");
        feed(
                1,
                List.of(
                        new EpisodeEvent.Opened(
                                sound.episode(),
                                sound.robot(),
                                sound.session(),
                                sound.plan(),
                                sound.instruction(),
                                0,
                                sound.timeLimitSteps(),
                                sound.atMillis()),
                        stepped("e-1", 0, POLICY)));

        assertThatThrownBy(() -> feed(3, List.of(closed("e-1", 1)))).isInstanceOf(ArithmeticException.class);

        assertThat(feed(4, episode("arm-1", "e-2", List.of(POLICY))))
                .singleElement()
                .satisfies(assembled -> {
                    assertThat(assembled.lastNumber()).isEqualTo(6);
                    assertThat(assembled.episode().manifest().ending()).isEqualTo(IN_BIN);
                });
        assertThat(assembly.missing()).isZero();
    }

    private List<Assembled> feed(long firstNumber, List<EpisodeEvent> events) {
        return feed(assembly, firstNumber, events);
    }

    private static List<Assembled> feed(EpisodeAssembly assembly, long firstNumber, List<EpisodeEvent> events) {
        List<Assembled> over = new ArrayList<>();
        long number = firstNumber;
        for (EpisodeEvent event : events) {
            over.addAll(assembly.on(new NumberedEvent(ARM, number++, event)));
        }
        return over;
    }

    private static void assertAbandoned(List<Assembled> over, String reason, int steps, long lastNumber) {
        assertThat(over).singleElement().satisfies(assembled -> {
            assertThat(assembled.episode().manifest().ending())
                    .isEqualTo(new Ending(Outcome.ABANDONED, reason, OutcomeSource.AGENT));
            assertThat(assembled.episode().steps()).hasSize(steps);
            assertThat(assembled.lastNumber()).isEqualTo(lastNumber);
        });
    }
}
