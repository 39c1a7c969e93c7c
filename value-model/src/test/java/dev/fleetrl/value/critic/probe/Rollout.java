package dev.fleetrl.value.critic.probe;

import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.learning.FrameCodec;
import dev.fleetrl.learning.ObservationShape;
import dev.fleetrl.simulation.ScriptedExpert;
import dev.fleetrl.simulation.SimulatedCell;
import dev.fleetrl.simulation.Task;
import dev.fleetrl.value.critic.CriticEpisode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One simulated episode, seen through JPEG as a fleet records it.
 *
 * @param truth how far the task really was at each frame: by stage, and within a stage by the metres to go
 * @param wentWrongAt frame from which the driver failed; the length of the episode where it did not
 */
record Rollout(CriticEpisode episode, Outcome outcome, List<Double> truth, int wentWrongAt) {
    static final ObservationShape SHAPE = new ObservationShape(SimulatedCell.CAMERAS.size(), 64, 0);
    private static final float QUALITY = 0.92f;
    private static final double STAGE = 10; // more than any distance on the table

    /** What a driver does from the moment on at which it goes wrong. */
    enum Fault {
        NONE,
        /** Stands still. */
        FROZEN,
        /** Moves about at random. */
        WANDERING,
        /** Does everything again backwards. */
        UNDOING,
        /** Goes on, but opens and closes the gripper at the wrong times. */
        FUMBLING
    }

    static Rollout of(Task task, long seed, Fault fault) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        int wrongFrom = fault == Fault.NONE ? Integer.MAX_VALUE : 5 + random.nextInt(30);
        ScriptedExpert expert = ScriptedExpert.demonstrator(seed, 1);
        List<byte[]> pictures = new ArrayList<>();
        List<Integer> stages = new ArrayList<>();
        List<Double> truth = new ArrayList<>();
        Deque<float[]> history = new ArrayDeque<>();
        float[] last = {};
        try (SimulatedCell cell = SimulatedCell.open(task, seed)) {
            while (cell.status().ending().isEmpty()) {
                pictures.add(pictures(cell));
                stages.add(cell.status().stage());
                truth.add(STAGE * cell.status().stage() - cell.status().metresToGo());
                float[] meant = expert.act(cell).executed().toArray();
                if (pictures.size() <= wrongFrom) {
                    last = meant;
                    history.push(meant);
                } else {
                    last = faulty(fault, meant, last, history, random);
                }
                cell.step(last);
            }
            Ending ending = cell.status().ending().get();
            boolean success = ending.outcome() == Outcome.SUCCESS;
            return new Rollout(
                    new CriticEpisode(SHAPE, cell.instruction(), SimulatedCell.HZ, success, pictures, stages),
                    ending.outcome(),
                    truth,
                    Math.min(wrongFrom, pictures.size()));
        }
    }

    private static float[] faulty(
            Fault fault, float[] meant, float[] last, Deque<float[]> history, SplittableRandom random) {
        float[] action = new float[meant.length];
        action[6] = last[6];
        if (fault == Fault.WANDERING) {
            for (int i = 0; i < 3; i++) {
                action[i] = (float) (0.7 * last[i] + 0.012 * random.nextDouble(-1, 1));
            }
        } else if (fault == Fault.UNDOING && !history.isEmpty()) {
            float[] undone = history.pop();
            for (int i = 0; i < 6; i++) {
                action[i] = -undone[i];
            }
            action[6] = undone[6];
        } else if (fault == Fault.FUMBLING) {
            System.arraycopy(meant, 0, action, 0, meant.length);
            action[6] = random.nextDouble() < 0.3 ? -last[6] : last[6];
        }
        return action;
    }

    private static byte[] pictures(SimulatedCell cell) throws IOException {
        byte[] rgb = new byte[SHAPE.bytesPerObservation()];
        for (int camera = 0; camera < SHAPE.cameras(); camera++) {
            byte[] jpeg = cell.jpeg(SimulatedCell.CAMERAS.get(camera), SHAPE.pixels(), SHAPE.pixels(), QUALITY);
            FrameCodec.decode(jpeg, SHAPE.pixels(), rgb, camera * SHAPE.bytesPerImage());
        }
        return rgb;
    }
}
