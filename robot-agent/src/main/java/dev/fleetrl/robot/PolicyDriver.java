package dev.fleetrl.robot;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.Observation;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.robot.control.ActionChunkBuffer;
import dev.fleetrl.robot.control.ActionLimits;
import dev.fleetrl.robot.control.NoiseSeed;
import dev.fleetrl.robot.episode.EpisodeRecorder.Planned;
import dev.fleetrl.robot.policy.PolicyClient;
import dev.fleetrl.robot.policy.PolicyClient.ActionChunk;
import dev.fleetrl.robot.policy.PolicyClient.Question;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * A policy behind a wire. At each chunk's end it is asked anew, and the step waits for the answer; an answer to a question
 * that somebody else's action has overtaken is never executed.
 */
final class PolicyDriver implements Driver {
    private static final long MILLI = 1_000_000L;
    private static final long ASK_AGAIN_NANOS = 1_000 * MILLI;

    private final PolicyClient client;
    private final EpisodePlan plan;
    private final ActionSource.Policy policy;
    private final Episode episode;
    private final ActionChunkBuffer chunks = new ActionChunkBuffer();
    private @Nullable Future<ActionChunk> answer;
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
        return chunks.next().<Drive>map(this::act).orElseGet(() -> refill(observation, nowNanos));
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
        return pending.succeeded()
                ? begin(pending.result())
                : silent(String.valueOf(pending.cause().getMessage()));
    }

    private Drive begin(ActionChunk chunk) {
        answer = null;
        if (!chunk.version().equals(policy.version())) {
            return silent("the server answered with policy " + chunk.version());
        }
        if (chunk.executeSteps() < 1 || !chunk.actions().stream().allMatch(ActionLimits::isUsable)) {
            return silent("the policy's actions are not finite, or not seven numbers");
        }
        chunks.fill(chunk.actions(), chunk.executeSteps());
        return chunks.next().<Drive>map(this::act).orElseGet(() -> silent("the policy answered with no action"));
    }

    private Drive act(ActionChunkBuffer.Planned next) {
        return new Drive.Act(new Planned(episode.limits().clip(next.action()), next.action(), policy, next.position()));
    }

    private Drive silent(String why) {
        discard();
        return new Drive.Silent(why);
    }

    private void ask(Observation observation, long nowNanos, int limitMillis) {
        askedNanos = nowNanos;
        withinMillis = limitMillis;
        long noiseSeed = NoiseSeed.of(plan.seed(), chunks.nextChunk());
        answer = client.ask(
                new Question(episode.robot(), policy.version(), episode.instruction(), observation, noiseSeed),
                limitMillis);
    }

    /** What holds for the whole episode. */
    record Episode(RobotId robot, String instruction, ActionLimits limits, int silenceMillis, int firstAnswerMillis) {}
}
