package dev.fleetrl.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeviceTest {
    private static final Logger LOG = Logger.getLogger(Device.class.getName());

    private final List<String> said = new ArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.INFO.intValue()) {
                said.add(line.getLevel() + " "
                        + java.text.MessageFormat.format(line.getMessage(), line.getParameters()));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.addHandler(listener);
    }

    @AfterEach
    void forget() {
        LOG.removeHandler(listener);
        var unused = Device.use("auto", SessionConfig.forServing());
    }

    /** No machine has a hundred GPUs. */
    @Test
    void fallsBackToTheCpuInOneLineAndComputesThere() {
        assertThat(Device.use("gpu:99", SessionConfig.forServing())).isFalse();

        assertThat(said)
                .containsExactly(
                        "WARNING TensorFlow computes on the CPU: gpu:99 was wanted, and no such GPU can be used;"
                                + " see docs/gpu.md");
        assertThat(SessionConfig.forServing().getDeviceCountMap()).containsEntry("GPU", 0);
        try (Net net = Net.trainable();
                var session = new org.tensorflow.Session(net.graph(), SessionConfig.forServing());
                var result = session.runner().fetch(net.tf().constant(3f)).run()) {
            assertThat(((org.tensorflow.types.TFloat32) result.get(0)).getFloat())
                    .isEqualTo(3);
        }
    }

    @Test
    void hidesEveryGpuWhenToldToUseTheCpu() {
        assertThat(Device.use("cpu", SessionConfig.forServing())).isFalse();

        assertThat(said).containsExactly("INFO TensorFlow computes on the CPU, as it was told");
        assertThat(SessionConfig.forTraining(2).getDeviceCountMap()).containsEntry("GPU", 0);
    }

    @Test
    void takesOneGpuOfSeveralWhenItMayChoose() {
        assertThat(Device.meant("auto")).isEqualTo("gpu:0");
        assertThat(Device.meant("gpu:1")).isEqualTo("gpu:1");
        assertThat(Device.meant("cpu")).isEqualTo("cpu");
    }

    @Test
    void refusesWhatIsNoDevice() {
        assertThatThrownBy(() -> Device.checked("gpu")).hasMessage("device must be auto, cpu or gpu:N, not gpu");
    }
}
