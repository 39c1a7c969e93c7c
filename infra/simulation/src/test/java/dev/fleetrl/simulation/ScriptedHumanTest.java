package dev.fleetrl.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Authority;
import dev.fleetrl.contracts.ControlMode;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.simulation.arm.Pose;
import dev.fleetrl.simulation.arm.Rotation;
import dev.fleetrl.simulation.arm.ToolTarget;
import dev.fleetrl.simulation.arm.Vec3;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptedHumanTest {
    private static final OperatorId ADA = new OperatorId("ada");
    private static final Intent NONE = new Intent.None();
    private static final ToolTarget HERE = target(0.4, 1);
    private static final ToolTarget THERE = target(0.6, -1);

    private final ScriptedHuman human = new ScriptedHuman(ADA, 1);

    @Test
    void leavesARobotAloneThatMakesHeadway() {
        for (int tick = 0; tick < 100; tick++) {
            Intent intent = human.onTick(tick * 100L, view(0, 2 - tick * 0.02, false), autonomous());

            assertThat(intent).isEqualTo(NONE);
        }
    }

    /** Two seconds of patience, then 0.5 to 1.5 s of reaction. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void takesOverFromARobotThatIsStuck(long seed) {
        long at = takeoverMillis(new ScriptedHuman(ADA, seed), false);

        assertThat(at).isBetween(2500L, 3520L);
        assertThat(takeoverMillis(new ScriptedHuman(ADA, seed), false)).isEqualTo(at);
    }

    /** Seeds 1 to 20; the first thing that a scene draws is where its object lies. */
    @Test
    void reactsWhateverTheSceneDraws() {
        List<Double> reactions = new ArrayList<>();
        List<Double> drawn = new ArrayList<>();
        for (long seed = 1; seed <= 20; seed++) {
            reactions.add((double) takeoverMillis(new ScriptedHuman(ADA, seed), false));
            drawn.add(new SplittableRandom(seed).nextDouble());
        }

        assertThat(inOrderOf(reactions)).isNotEqualTo(inOrderOf(drawn));
    }

    private static List<Integer> inOrderOf(List<Double> figures) {
        return IntStream.range(0, figures.size())
                .boxed()
                .sorted(Comparator.comparing(figures::get))
                .toList();
    }

    @Test
    void takesOverSoonerAfterAFailedGrasp() {
        assertThat(takeoverMillis(human, true)).isBetween(500L, 1520L);
    }

    @Test
    void drivesTowardsTheGoalNoFasterThanAHandWould() {
        Intent intent = human.onTick(0, view(0, 1, false), held(ControlMode.ALIGN));

        assertThat(intent).isInstanceOfSatisfying(Intent.Drive.class, drive -> {
            assertThat(drive.twist().size()).isEqualTo(6);
            assertThat(drive.twist().at(0)).isBetween(0.1f, 0.3f);
            assertThat(drive.gripper()).isEqualTo(-1);
        });
    }

    @Test
    void letsGoHandsBackAndResumesOnceTheStageIsRecovered() {
        takeoverMillis(human, false);
        human.onTick(4000, view(0, 1, false), held(ControlMode.HUMAN));

        PrivilegedView recovered = view(1, 0.5, false);
        assertThat(human.onTick(5000, recovered, held(ControlMode.HUMAN))).isEqualTo(new Intent.Release());
        assertThat(human.onTick(5020, recovered, held(ControlMode.HUMAN))).isEqualTo(new Intent.HandBack());
        assertThat(human.onTick(5040, recovered, held(ControlMode.HOLD))).isEqualTo(NONE);
        Authority hold = new Authority(ControlMode.HOLD, Optional.empty(), 3, "handed-back");
        assertThat(human.onTick(5060, recovered, hold)).isEqualTo(new Intent.Resume());
        assertThat(human.onTick(5080, recovered, hold)).isEqualTo(NONE);
        assertThat(human.onTick(6060, recovered, hold)).isEqualTo(new Intent.Resume());
        assertThat(human.onTick(6080, recovered, autonomous())).isEqualTo(NONE);
    }

    /** Taken over after 2.5 to 3.5 s; five seconds count from the headway at 7 s. */
    @Test
    void givesUpWhatLeadsNowhereAndLeavesTheRobotAlone() {
        takeoverMillis(human, false);
        PrivilegedView stuck = view(0, 1, false);

        assertThat(human.onTick(4000, view(0, 1.2, false), held(ControlMode.HUMAN)))
                .isInstanceOf(Intent.Drive.class);
        assertThat(human.onTick(7000, stuck, held(ControlMode.HUMAN))).isInstanceOf(Intent.Drive.class);
        assertThat(human.onTick(12_000, stuck, held(ControlMode.HUMAN))).isInstanceOf(Intent.Drive.class);
        assertThat(human.onTick(12_100, stuck, held(ControlMode.HUMAN))).isEqualTo(new Intent.Release());
        assertThat(human.onTick(12_120, stuck, held(ControlMode.HUMAN))).isEqualTo(new Intent.HandBack());
        Authority hold = new Authority(ControlMode.HOLD, Optional.empty(), 3, "handed-back");
        assertThat(human.onTick(12_140, stuck, hold)).isEqualTo(new Intent.Resume());
        assertThat(IntStream.range(122, 400).mapToObj(t -> human.onTick(t * 100L, stuck, autonomous())))
                .containsOnly(NONE);
    }

    @Test
    void looksAfterARobotThatTheGuardHasBraked() {
        Authority braked = new Authority(ControlMode.HOLD, Optional.empty(), 1, "guard-joint-position");
        Authority held = new Authority(ControlMode.HOLD, Optional.empty(), 1, "hold-pressed");

        assertThat(IntStream.range(0, 40).mapToObj(t -> human.onTick(t * 100L, view(0, 1, false), held)))
                .containsOnly(NONE);
        assertThat(IntStream.range(40, 80).mapToObj(t -> human.onTick(t * 100L, view(0, 1, false), braked)))
                .contains(new Intent.TakeOver());
    }

    @Test
    void takesTheArmAgainAfterTheAgentHeardNothingOfIt() {
        takeoverMillis(human, false);

        assertThat(human.onTick(6000, view(0, 1, false), held(ControlMode.HOLD)))
                .isEqualTo(new Intent.TakeOver());
    }

    @Test
    void doesNotTouchAnArmThatAnotherHoldsOrThatIsStopped() {
        Authority others = new Authority(ControlMode.HUMAN, Optional.of(new OperatorId("bob")), 2, "taken-over");
        Authority stopped = new Authority(ControlMode.STOPPED, Optional.empty(), 2, "stop");

        for (int tick = 0; tick < 100; tick++) {
            assertThat(human.onTick(tick * 100L, view(0, 1, true), others)).isEqualTo(NONE);
            assertThat(human.onTick(tick * 100L, view(0, 1, true), stopped)).isEqualTo(NONE);
        }
    }

    private static long takeoverMillis(ScriptedHuman human, boolean fumbled) {
        for (long now = 0; now < 10_000; now += 20) {
            if (human.onTick(now, view(0, 1, fumbled), autonomous()) instanceof Intent.TakeOver) {
                return now;
            }
        }
        return -1;
    }

    private static PrivilegedView view(int stage, double metresToGo, boolean fumbled) {
        return new PrivilegedView(stage, metresToGo, fumbled, HERE, new Goal(THERE, 0.03), false);
    }

    private static Authority autonomous() {
        return new Authority(ControlMode.AUTONOMOUS, Optional.empty(), 1, "started");
    }

    private static Authority held(ControlMode mode) {
        return new Authority(mode, Optional.of(ADA), 2, "taken-over");
    }

    private static ToolTarget target(double x, double gripper) {
        return new ToolTarget(new Pose(new Vec3(x, 0, 0.2), Rotation.DOWN), gripper);
    }
}
