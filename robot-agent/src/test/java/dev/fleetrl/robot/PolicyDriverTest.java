package dev.fleetrl.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.ChunkPosition;
import dev.fleetrl.contracts.Cohort;
import dev.fleetrl.contracts.CollectionId;
import dev.fleetrl.contracts.EpisodeId;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.TaskId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.Driver.Drive;
import dev.fleetrl.robot.control.ActionLimits;
import dev.fleetrl.robot.control.ChunkExecution;
import dev.fleetrl.robot.policy.PolicyBusyException;
import dev.fleetrl.robot.policy.PolicyClient;
import dev.fleetrl.robot.policy.PolicyClient.ActionChunk;
import dev.fleetrl.robot.policy.PolicyClient.Question;
import dev.fleetrl.robot.policy.PolicyClient.UnderWay;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Chunks of six actions, of which two are executed before the policy is asked again; an action says its chunk and place. */
class PolicyDriverTest {
    private static final ActionSource.Policy POLICY = new ActionSource.Policy(new PolicyVersion("v1"));
    private static final Observation NOTHING = new Observation(List.of(), Vec.of());
    private static final int SILENCE_MILLIS = 500;
    private static final long MILLI = 1_000_000L;

    private final List<Asked> asked = new ArrayList<>();
    private int chunk;

    /** A question and its answer to be. */
    private record Asked(Question question, long withinMillis, Promise<ActionChunk> answer) {}

    @Test
    void waitsAtEachChunksEndWhereItIsSynchronous() {
        PolicyDriver driver = driver(ChunkExecution.SYNCHRONOUS);
        assertThat(driver.next(NOTHING, 0)).isEqualTo(new Drive.Wait());
        answer(0, 0);

        assertThat(positions(driver, 2)).containsExactly(new ChunkPosition(0, 0), new ChunkPosition(0, 1));
        assertThat(asked).hasSize(1);
        assertThat(driver.next(NOTHING, 0)).isEqualTo(new Drive.Wait());
        assertThat(asked).hasSize(2);
    }

    /** Asked at the third step; three steps later the answer is there, and its first three actions are of the past. */
    @Test
    void goesOnWhileItAsksAndTakesTheNewChunkFromWhereItIsThen() {
        PolicyDriver driver = underWay(ChunkExecution.REAL_TIME_CHUNKING);
        assertThat(positions(driver, 3))
                .containsExactly(new ChunkPosition(0, 2), new ChunkPosition(0, 3), new ChunkPosition(0, 4));
        assertThat(asked).hasSize(2);

        answer(1, 1);

        assertThat(positions(driver, 2)).containsExactly(new ChunkPosition(1, 3, 1), new ChunkPosition(1, 4, 1));
    }

    /**
     * The second chunk would go 1 cm along x each step, and 0, 1, 2, 3 mm along y; of these three steps the first chunk has done 2, 3 and
     * 4 mm along y. So what comes next goes 4 cm along x and 3 mm back.
     */
    @Test
    void goesWhereTheNewChunkWouldHaveBeenByThen() {
        PolicyDriver driver = underWay(ChunkExecution.REAL_TIME_CHUNKING);
        positions(driver, 3);
        answer(1, 1);

        Drive.Act act = (Drive.Act) driver.next(NOTHING, 0);

        assertThat(act.planned().chunk()).isEqualTo(new ChunkPosition(1, 3, 1));
        assertThat(act.planned().action().at(0)).isCloseTo(0.04f, within(1e-6f));
        assertThat(act.planned().action().at(1)).isCloseTo(-0.003f, within(1e-6f));
        assertThat(act.planned().action().at(6)).isEqualTo(1);
    }

    @Test
    void tellsThePolicyWhatIsUnderWayAndHowLongItsAnswersTook() {
        PolicyDriver driver = underWay(ChunkExecution.REAL_TIME_CHUNKING);
        positions(driver, 2);
        answer(1, 1);
        positions(driver, 1);

        assertThat(asked.get(0).question().underWay()).isEmpty();
        assertThat(asked.get(1).question().underWay())
                .contains(new UnderWay(List.of(action(0, 2), action(0, 3), action(0, 4), action(0, 5)), 1));
        UnderWay next = asked.get(2).question().underWay().orElseThrow();
        assertThat(next.actions()).hasSize(4).endsWith(action(1, 3), action(1, 4), action(1, 5));
        assertThat(next.delay()).isEqualTo(2);
    }

    /** Whoever wants whole chunks executed is asked in time for that: two steps ahead while answers take one. */
    @Test
    void asksAServerThatSaysNothingOfItInTime() {
        PolicyDriver driver = driver(ChunkExecution.ASYNCHRONOUS);
        assertThat(driver.next(NOTHING, 0)).isEqualTo(new Drive.Wait());
        answer(0, 0, 6);

        positions(driver, 4);
        assertThat(asked).hasSize(1);
        positions(driver, 1);
        assertThat(asked).hasSize(2);
    }

    /** Four actions were left, and the answer came when they were gone: five steps, of which as many as are left are told. */
    @Test
    void expectsNoLessOfADelayThatItHadToWaitFor() {
        PolicyDriver driver = underWay(ChunkExecution.REAL_TIME_CHUNKING);
        positions(driver, 4);
        assertThat(driver.next(NOTHING, 0)).isEqualTo(new Drive.Wait());
        answer(1, 1);
        positions(driver, 2);
        assertThat(driver.next(NOTHING, 0)).isEqualTo(new Drive.Wait());
        answer(2, 1);

        assertThat(positions(driver, 2)).containsExactly(new ChunkPosition(2, 1, 1), new ChunkPosition(2, 2, 1));
        assertThat(asked.get(3).question().underWay())
                .contains(new UnderWay(List.of(action(2, 2), action(2, 3), action(2, 4), action(2, 5)), 4));
    }

    @Test
    void saysNothingOfWhatIsUnderWayToAServerThatCannotContinue() {
        PolicyDriver driver = underWay(ChunkExecution.ASYNCHRONOUS);
        positions(driver, 1);

        assertThat(asked).hasSize(2);
        assertThat(asked.get(1).question().underWay()).isEmpty();
    }

    @Test
    void waitsAtTheChunksEndWhereAskingAheadFailed() {
        PolicyDriver driver = underWay(ChunkExecution.REAL_TIME_CHUNKING);
        positions(driver, 1);
        asked.get(1).answer().fail("the network is away");
        positions(driver, 3);
        assertThat(asked).hasSize(2);

        assertThat(driver.next(NOTHING, 0)).isEqualTo(new Drive.Wait());
        assertThat(asked.get(2).question().underWay()).isEmpty();
        assertThat(driver.next(NOTHING, SILENCE_MILLIS * 1_000_000L + 1))
                .isEqualTo(new Drive.Silent("no answer within 500 ms"));
    }

    @Test
    void neverActsOnAnAnswerThatIsOlderThanItsChunk() {
        PolicyDriver driver = underWay(ChunkExecution.REAL_TIME_CHUNKING);
        positions(driver, 4);
        asked.get(1).answer().complete(new ActionChunk(POLICY.version(), List.of(action(1, 0), action(1, 1)), 1));

        assertThat(driver.next(NOTHING, 0)).isEqualTo(new Drive.Wait());
        assertThat(asked).hasSize(3);
        assertThat(asked.get(2).question().underWay()).isEmpty();
    }

    @Test
    void isSilentAtOnceWhereAnAnswerThatCameMeanwhileCannotBeUsed() {
        PolicyDriver driver = underWay(ChunkExecution.REAL_TIME_CHUNKING);
        positions(driver, 1);
        Vec none = Vec.of(Float.NaN, 0, 0, 0, 0, 0, 0);
        asked.get(1).answer().complete(new ActionChunk(POLICY.version(), List.of(none, none, none), 2));

        assertThat(driver.next(NOTHING, 0))
                .isEqualTo(new Drive.Silent("the policy's actions are not finite, or not seven numbers"));
    }

    @Test
    void forgetsWhatItAskedWhenSomebodyElseHasActed() {
        PolicyDriver driver = underWay(ChunkExecution.REAL_TIME_CHUNKING);
        positions(driver, 1);
        driver.discard();
        answer(1, 1);

        assertThat(driver.next(NOTHING, 0)).isEqualTo(new Drive.Wait());
        assertThat(asked).hasSize(3);
        assertThat(asked.get(2).question().underWay()).isEmpty();
    }

    /** The first question has ten seconds, all later ones half a second. */
    @Test
    void asksABusyServerAgainUntilItHasBeenSilentForTooLong() {
        PolicyDriver driver = driver(ChunkExecution.SYNCHRONOUS);
        assertThat(driver.next(NOTHING, 0)).isEqualTo(new Drive.Wait());
        answer(0, 0);
        positions(driver, 2);
        assertThat(driver.next(NOTHING, 0)).isEqualTo(new Drive.Wait());
        busy(1);

        assertThat(driver.next(NOTHING, 300 * MILLI)).isEqualTo(new Drive.Wait());
        assertThat(asked).hasSize(3);
        assertThat(asked.get(2).withinMillis()).isEqualTo(SILENCE_MILLIS - 300);
        busy(2);

        assertThat(driver.next(NOTHING, 500 * MILLI)).isEqualTo(new Drive.Silent("the policy server is busy"));
        assertThat(asked).hasSize(3);
    }

    private void busy(int question) {
        asked.get(question).answer().fail(new PolicyBusyException("the policy server is busy"));
    }

    /** Two actions of the first chunk are executed. */
    private PolicyDriver underWay(ChunkExecution execution) {
        PolicyDriver driver = driver(execution);
        assertThat(driver.next(NOTHING, 0)).isEqualTo(new Drive.Wait());
        answer(0, 0);
        positions(driver, 2);
        assertThat(asked).hasSize(1);
        return driver;
    }

    private List<ChunkPosition> positions(PolicyDriver driver, int steps) {
        List<ChunkPosition> positions = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            Drive.Act act = (Drive.Act) driver.next(NOTHING, 0);
            ChunkPosition position = act.planned().chunk();
            boolean isChange = position.chunk() != chunk && position.index() > 0;
            assertThat(isChange || act.planned().action().equals(action(position.chunk(), position.index())))
                    .isTrue();
            chunk = position.chunk();
            positions.add(position);
        }
        return positions;
    }

    private void answer(int question, int delay) {
        answer(question, delay, 2);
    }

    private void answer(int question, int delay, int executeSteps) {
        List<Vec> actions = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            actions.add(action(question, i));
        }
        asked.get(question).answer().complete(new ActionChunk(POLICY.version(), actions, executeSteps, delay));
    }

    private static Vec action(int chunk, int index) {
        return Vec.of(0.01f * chunk, 0.001f * index, 0, 0, 0, 0, 1);
    }

    private PolicyDriver driver(ChunkExecution execution) {
        EpisodePlan plan = new EpisodePlan(
                new EpisodeId("e-1"),
                new CollectionId("c"),
                new TaskId("pick"),
                Cohort.TRAIN,
                POLICY,
                1,
                1,
                Optional.empty());
        var episode = new PolicyDriver.Episode(
                new RobotId("robot-1"), "put it away", new ActionLimits(1, 1), execution, SILENCE_MILLIS, 10_000);
        return new PolicyDriver(new Remembering(), plan, POLICY, episode);
    }

    private final class Remembering implements PolicyClient {
        @Override
        public Future<ActionChunk> ask(Question question, long withinMillis) {
            Promise<ActionChunk> answer = Promise.promise();
            asked.add(new Asked(question, withinMillis, answer));
            return answer.future();
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    }
}
