package dev.fleetrl.robot;

import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.control.ActionChunkBuffer;
import dev.fleetrl.robot.control.ActionLimits;
import dev.fleetrl.robot.control.ChunkExecution;
import dev.fleetrl.robot.control.DelayWindow;
import dev.fleetrl.robot.control.NoiseSeed;
import dev.fleetrl.robot.episode.EpisodeRecorder.Planned;
import dev.fleetrl.robot.policy.PolicyBusyException;
import dev.fleetrl.robot.policy.PolicyClient;
import dev.fleetrl.robot.policy.PolicyClient.ActionChunk;
import dev.fleetrl.robot.policy.PolicyClient.Question;
import dev.fleetrl.robot.policy.PolicyClient.UnderWay;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A policy behind a wire. It is asked anew at each chunk's end, and the step waits for the answer; or ahead of it, as {@link
 * ChunkExecution} says, and the step waits only where the answer comes too late. A server that is busy is asked again about what
 * is seen then, within the same limit. An answer to a question that somebody else's
 * action has overtaken is never executed.
 */
final class PolicyDriver implements Driver {
    private static final System.Logger LOG = System.getLogger(PolicyDriver.class.getName());
    private static final long MILLI = 1_000_000L;
    private static final long ASK_AGAIN_NANOS = 1_000 * MILLI;

    private final PolicyClient client;
    private final EpisodePlan plan;
    private final ActionSource.Policy policy;
    private final Episode episode;
    private final ActionChunkBuffer chunks = new ActionChunkBuffer();
    private final DelayWindow delays = new DelayWindow();
    private @Nullable Future<ActionChunk> answer;
    private final List<Vec> done = new ArrayList<>();
    private int askAt;
    private long askedNanos;
    private long withinMillis;

    PolicyDriver(PolicyClient client, EpisodePlan plan, ActionSource.Policy policy, Episode episode) {
        this.client = client;
        this.plan = plan;
        this.policy = policy;
        this.episode = episode;
    }

    @Override
    public Drive next(Observation observation, long nowNanos) {
        if (chunks.remaining().isEmpty()) {
            return refill(observation, nowNanos);
        }
        if (answer != null && answer.isComplete()) {
            Optional<Drive> silent = changeOver(answer);
            if (silent.isPresent()) {
                return silent.get();
            }
        }
        if (episode.execution() != ChunkExecution.SYNCHRONOUS && answer == null && chunks.index() >= askAt) {
            ask(observation, nowNanos, episode.silenceMillis());
        }
        return act(observation, nowNanos);
    }

    /** From a chunk that is not at its end to the next; where the answer failed, the robot waits at the chunk's end for another. */
    private Optional<Drive> changeOver(Future<ActionChunk> answered) {
        answer = null;
        if (answered.failed()) {
            LOG.log(
                    WARNING,
                    "{0} waits at the end of its chunk: {1}",
                    episode.robot(),
                    answered.cause().getMessage());
            boolean mayAskAgain = answered.cause() instanceof PolicyBusyException;
            askAt = mayAskAgain ? chunks.index() + 1 : Integer.MAX_VALUE;
            return Optional.empty();
        }
        delays.add(done.size());
        return take(answered.result());
    }

    @Override
    public void discard() {
        chunks.discard();
        answer = null;
    }

    /** Asks about what is seen now, as a probe: the arm has to hold on until the next step, so its answer is not used. */
    @Override
    public boolean isBack(Observation observation, long nowNanos) {
        Future<ActionChunk> pending = answer;
        if (pending != null && pending.succeeded()) {
            discard();
            return true;
        }
        boolean open = pending != null && !pending.isComplete() && nowNanos - askedNanos <= withinMillis * MILLI;
        if (!open && nowNanos - askedNanos > ASK_AGAIN_NANOS) {
            ask(observation, nowNanos, episode.firstAnswerMillis());
        }
        return false;
    }

    private Drive refill(Observation observation, long nowNanos) {
        Future<ActionChunk> pending = answer;
        if (pending == null) {
            boolean first = chunks.nextChunk() == 0;
            ask(observation, nowNanos, first ? episode.firstAnswerMillis() : episode.silenceMillis());
            return new Drive.Wait();
        }
        if (!pending.isComplete()) {
            return nowNanos - askedNanos <= withinMillis * MILLI
                    ? new Drive.Wait()
                    : silent("no answer within " + withinMillis + " ms");
        }
        if (pending.failed()) {
            long leftMillis = withinMillis - (nowNanos - askedNanos) / MILLI;
            if (pending.cause() instanceof PolicyBusyException && leftMillis > 0) {
                ask(observation, nowNanos, Math.toIntExact(leftMillis));
                return new Drive.Wait();
            }
            return silent(String.valueOf(pending.cause().getMessage()));
        }
        answer = null;
        if (!done.isEmpty()) {
            delays.add(done.size() + 1); // and a step or more of waiting
        }
        return take(pending.result()).orElseGet(() -> act(observation, nowNanos));
    }

    /** Silence where the chunk cannot be used. */
    private Optional<Drive> take(ActionChunk chunk) {
        if (!chunk.version().equals(policy.version())) {
            return Optional.of(silent("the server answered with policy " + chunk.version()));
        }
        if (chunk.actions().isEmpty() || chunk.executeSteps() < 1) {
            return Optional.of(silent("the policy answered with no action"));
        }
        if (!chunk.actions().stream().allMatch(ActionLimits::isUsable)) {
            return Optional.of(silent("the policy's actions are not finite, or not seven numbers"));
        }
        int leadSteps = delays.expected() + 1;
        askAt = Math.max(1, Math.min(chunk.executeSteps(), chunk.actions().size() - leadSteps));
        if (episode.execution() == ChunkExecution.SYNCHRONOUS) {
            chunks.fill(chunk.actions(), chunk.executeSteps());
        } else {
            chunks.change(chunk.actions(), done, chunk.delay());
        }
        return Optional.empty();
    }

    /** The chunk's next action; a chunk that came too late has none, and is asked for anew. */
    private Drive act(Observation observation, long nowNanos) {
        return chunks.next().<Drive>map(this::act).orElseGet(() -> refill(observation, nowNanos));
    }

    private Drive act(ActionChunkBuffer.Planned next) {
        Vec clipped = episode.limits().clip(next.action());
        done.add(clipped);
        return new Drive.Act(new Planned(clipped, next.action(), policy, next.position()));
    }

    private Drive silent(String why) {
        discard();
        return new Drive.Silent(why);
    }

    private void ask(Observation observation, long nowNanos, int limitMillis) {
        askedNanos = nowNanos;
        withinMillis = limitMillis;
        done.clear();
        long noiseSeed = NoiseSeed.of(plan.seed(), chunks.nextChunk());
        answer = client.ask(
                new Question(
                        episode.robot(), policy.version(), episode.instruction(), observation, noiseSeed, underWay()),
                limitMillis);
    }

    /** As it will be executed: within the arm's limits. */
    private Optional<UnderWay> underWay() {
        List<Vec> remaining = chunks.remaining();
        return episode.execution() != ChunkExecution.REAL_TIME_CHUNKING || remaining.isEmpty()
                ? Optional.empty()
                : Optional.of(new UnderWay(
                        remaining.stream().map(episode.limits()::clip).toList(),
                        Math.min(delays.expected(), remaining.size())));
    }

    /** What holds for the whole episode. */
    record Episode(
            RobotId robot,
            String instruction,
            ActionLimits limits,
            ChunkExecution execution,
            int silenceMillis,
            int firstAnswerMillis) {}
}
