package dev.fleetrl.policy.data;

import static dev.fleetrl.policy.data.RecordedData.CAMERAS;
import static dev.fleetrl.policy.data.RecordedData.HOLD;
import static dev.fleetrl.policy.data.RecordedData.KIM;
import static dev.fleetrl.policy.data.RecordedData.POLICY;
import static dev.fleetrl.policy.data.RecordedData.episode;
import static dev.fleetrl.policy.data.RecordedData.labels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.LabelRunId;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.Snapshot;
import dev.fleetrl.policy.data.SnapshotReader.Sidecars;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunProgressTest {
    @TempDir
    Path data;

    private RecordedData recorded;

    @BeforeEach
    void open() {
        recorded = new RecordedData(data);
    }

    /** VLAC's filter: what led back is no start, and no chunk runs over it. */
    @Test
    void leavesOutWhatTheProgressCriticMasked() throws IOException {
        Snapshot snapshot = recorded.stored(episode("e", Outcome.SUCCESS, CAMERAS, POLICY, POLICY, POLICY));
        recorded.label(labels("e", true, true, true));
        recorded.progress("e", false, true, false);

        TrainingSet set = read(snapshot, new Sidecars(Optional.of(new LabelRunId("run")), true));

        assertThat(set.episodes().get(0))
                .extracting(Pool::of)
                .containsExactly(Optional.of(Pool.RECENT), Optional.empty(), Optional.of(Pool.RECENT));
        assertThat(set.chunk(0, 0, 2).valid()).isEqualTo(1);
        assertThat(read(snapshot, Sidecars.labels("run")).chunk(0, 0, 2).valid())
                .isEqualTo(2);
    }

    /** Between a hand-back and the policy's going on the arm stands, and the sign of no progress is noise (ADR 21). */
    @Test
    void goesOnOverAHoldThatIsMasked() throws IOException {
        Snapshot snapshot = recorded.stored(episode("e", Outcome.SUCCESS, CAMERAS, POLICY, KIM, HOLD, HOLD, POLICY));
        recorded.label(labels("e", true, true, true, true, true));
        recorded.progress("e", false, false, true, true, false);

        TrainingSet set = read(snapshot, new Sidecars(Optional.of(new LabelRunId("run")), true));

        assertThat(set.episodes().get(0).get(2).acted().leftOut()).isFalse();
    }

    @Test
    void refusesToFilterByACriticThatIsNotThere() throws IOException {
        Snapshot snapshot = recorded.stored(episode("e", Outcome.SUCCESS, CAMERAS, POLICY));
        recorded.label(labels("e", true));

        assertThatThrownBy(() -> read(snapshot, new Sidecars(Optional.of(new LabelRunId("run")), true)))
                .hasMessage(
                        "label run run trained no progress critic, and 'progressFilter' asks what it says; ask for labels"
                                + " with criticSteps, or for no filter");
        assertThatThrownBy(() -> new Sidecars(Optional.empty(), true))
                .hasMessageContaining("the job names no label run");
    }

    private TrainingSet read(Snapshot snapshot, Sidecars sidecars) throws IOException {
        return SnapshotReader.read(data, snapshot, sidecars, List.of()).set();
    }
}
