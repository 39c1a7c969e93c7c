package dev.fleetrl.policy.probe;

import dev.fleetrl.learning.FrameCodec;
import dev.fleetrl.learning.InstructionTokenizer;
import dev.fleetrl.learning.ObservationSet;
import dev.fleetrl.learning.ObservationShape;
import dev.fleetrl.policy.chunk.Acted;
import dev.fleetrl.policy.chunk.SourceKind;
import dev.fleetrl.policy.data.Origin;
import dev.fleetrl.policy.data.TrainingSet;
import dev.fleetrl.policy.data.TrainingStep;
import dev.fleetrl.simulation.ExpertAction;
import dev.fleetrl.simulation.ScriptedExpert;
import dev.fleetrl.simulation.SimulatedCell;
import dev.fleetrl.simulation.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The scripted expert's episodes, seen through JPEG as a fleet records them. */
final class Demonstrations {
    static final int ACTION_SIZE = 7;
    static final ObservationShape SHAPE =
            new ObservationShape(SimulatedCell.CAMERAS.size(), 64, SimulatedCell.PROPRIOCEPTION);
    private static final float QUALITY = 0.92f;

    private Demonstrations() {}

    static TrainingSet record(Task task, int episodes, long firstSeed, double noise) throws IOException {
        ObservationSet observations = new ObservationSet(SHAPE);
        List<List<TrainingStep>> recorded = new ArrayList<>();
        for (int episode = 0; episode < episodes; episode++) {
            recorded.add(episode(task, firstSeed + episode, noise, observations));
        }
        return new TrainingSet(observations, recorded);
    }

    private static List<TrainingStep> episode(Task task, long seed, double noise, ObservationSet observations)
            throws IOException {
        List<TrainingStep> steps = new ArrayList<>();
        ScriptedExpert expert = ScriptedExpert.demonstrator(seed, noise);
        try (SimulatedCell cell = SimulatedCell.open(task, seed)) {
            int[] tokens = InstructionTokenizer.tokens(cell.instruction());
            while (cell.status().ending().isEmpty()) {
                int observation = observations.add(pictures(cell), tokens, cell.proprioception());
                ExpertAction action = expert.act(cell);
                Acted acted = new Acted(action.label(), SourceKind.DEMONSTRATION);
                steps.add(new TrainingStep(observation, acted, Optional.empty(), Origin.DEMONSTRATED));
                cell.step(action.executed().toArray());
            }
        }
        return steps;
    }

    static byte[] pictures(SimulatedCell cell) throws IOException {
        byte[] rgb = new byte[SHAPE.bytesPerObservation()];
        for (int camera = 0; camera < SHAPE.cameras(); camera++) {
            byte[] jpeg = cell.jpeg(SimulatedCell.CAMERAS.get(camera), SHAPE.pixels(), SHAPE.pixels(), QUALITY);
            FrameCodec.decode(jpeg, SHAPE.pixels(), rgb, camera * SHAPE.bytesPerImage());
        }
        return rgb;
    }
}
