package dev.fleetrl.learning;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.util.regex.Pattern;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * Where TensorFlow of this process computes: {@code cpu}, {@code gpu:N}, or {@code auto}, which is the first GPU where there is one.
 * Chosen once, before the first session; docs/gpu.md says what a GPU needs.
 */
public final class Device {
    private static final System.Logger LOG = System.getLogger(Device.class.getName());
    private static final Pattern NAMES = Pattern.compile("auto|cpu|gpu:\\d+");
    private static final String AUTO = "auto";
    private static final String CPU = "cpu";
    private static final String FIRST_GPU = "gpu:0";

    private static volatile String chosen = AUTO;

    private Device() {}

    /** Fails with one line where there is no such choice. */
    public static String checked(String device) {
        if (!NAMES.matcher(device).matches()) {
            throw new IllegalArgumentException("device must be auto, cpu or gpu:N, not " + device);
        }
        return device;
    }

    /**
     * Takes the device if it is there, and the CPU if not; says in one line which. Answers whether it is a GPU.
     *
     * @param sessions as all that follow will be: the first one makes the process's threads
     */
    public static boolean use(String wanted, ConfigProto sessions) {
        chosen = meant(checked(wanted));
        if (chosen.equals(CPU)) {
            LOG.log(INFO, "TensorFlow computes on the CPU, as it was told");
            return false;
        }
        if (computesOnGpu(sessions)) {
            LOG.log(INFO, "TensorFlow computes on the GPU ({0})", chosen);
            return true;
        }
        chosen = CPU;
        LOG.log(
                wanted.equals(AUTO) ? INFO : WARNING,
                "TensorFlow computes on the CPU: {0} was wanted, and no such GPU can be used; see docs/gpu.md",
                wanted);
        return false;
    }

    /** TensorFlow by itself would open every GPU that it sees. */
    static String meant(String device) {
        return device.equals(AUTO) ? FIRST_GPU : device;
    }

    /** Memory is taken as it is needed, so that several processes share a GPU. */
    static void set(ConfigProto.Builder config) {
        config.getGpuOptionsBuilder().setAllowGrowth(true);
        if (chosen.equals(CPU)) {
            config.putDeviceCount("GPU", 0);
        } else if (!chosen.equals(AUTO)) {
            config.getGpuOptionsBuilder().setVisibleDeviceList(chosen.substring("gpu:".length()));
        }
    }

    /** Tried with a sum that must not be placed elsewhere. */
    private static boolean computesOnGpu(ConfigProto sessions) {
        ConfigProto.Builder strict = sessions.toBuilder().setAllowSoftPlacement(false);
        set(strict);
        try (Graph graph = new Graph();
                Session session = new Session(graph, strict.build())) {
            DeviceSpec gpu = DeviceSpec.newBuilder()
                    .deviceType(DeviceSpec.DeviceType.GPU)
                    .deviceIndex(0)
                    .build();
            Ops tf = Ops.create(graph).withDevice(gpu);
            var sum = tf.math.add(tf.constant(1f), tf.constant(2f));
            try (var result = session.runner().fetch(sum).run()) {
                return ((TFloat32) result.get(0)).getFloat() == 3;
            }
        } catch (TensorFlowException | IllegalArgumentException | IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "no GPU", e);
            return false;
        }
    }
}
