package dev.fleetrl.system.virtual;

import static dev.fleetrl.system.virtual.World.MILLI;

import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.robot.policy.PolicyClient;
import dev.fleetrl.transport.simulated.VirtualTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A policy that answers the same question with the same chunk; but now and then too late, never, not at all, in the name of
 * another version, or with what is no number.
 */
final class ScriptedPolicy implements PolicyClient {
    private static final int CHUNK = 8;

    private final VirtualTime time;
    private final SplittableRandom random;
    private final double unreliability;

    /** @param unreliability share of questions that are not answered as they should be */
    ScriptedPolicy(VirtualTime time, SplittableRandom random, double unreliability) {
        this.time = time;
        this.random = random;
        this.unreliability = unreliability;
    }

    @Override
    public Future<ActionChunk> ask(Question question, long withinMillis) {
        int answerMillis = 5 + random.nextInt(20);
        ActionChunk right = chunk(question.version(), question.noiseSeed());
        if (random.nextDouble() >= unreliability) {
            return later(answerMillis, right);
        }
        return switch (random.nextInt(5)) {
            case 0 -> Future.failedFuture("connection refused");
            case 1 -> Promise.<ActionChunk>promise().future();
            case 2 -> later(withinMillis + random.nextInt(500), right);
            case 3 -> later(answerMillis, chunk(new PolicyVersion("another"), question.noiseSeed()));
            default ->
                later(
                        answerMillis,
                        new ActionChunk(question.version(), List.of(Vec.of(Float.NaN, 0, 0, 0, 0, 0, 0)), 1));
        };
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }

    /** By which everybody can tell whose action it is. */
    static float gripper(PolicyVersion version) {
        return Math.floorMod(version.value().hashCode(), 100) / 100f;
    }

    private static ActionChunk chunk(PolicyVersion version, long noiseSeed) {
        SplittableRandom noise = new SplittableRandom(noiseSeed);
        List<Vec> actions = new ArrayList<>();
        for (int i = 0; i < CHUNK; i++) {
            actions.add(PlainArm.action(noise, gripper(version)));
        }
        return new ActionChunk(version, actions, 1 + noise.nextInt(CHUNK));
    }

    private Future<ActionChunk> later(long millis, ActionChunk chunk) {
        Promise<ActionChunk> answer = Promise.promise();
        time.in(millis * MILLI, () -> answer.complete(chunk));
        return answer.future();
    }
}
