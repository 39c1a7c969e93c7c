package dev.fleetrl.policy.embodiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.Bytes;
import dev.fleetrl.contracts.Vec;
import dev.fleetrl.policy.openpi.NdArray;
import dev.fleetrl.policy.openpi.OpenpiMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbodimentsTest {
    private static final Embodiments SHIPPED = Embodiments.shipped();
    private static final NdArray PICTURE = NdArray.bytes(new byte[2 * 2 * 3], 2, 2, 3);
    private static final Vec EIGHT = Vec.of(1, 2, 3, 4, 5, 6, 7, 8);

    @Test
    void areKnownByTheirKeys() {
        assertThat(of(libero())).isEqualTo("libero");
        assertThat(of(droid())).isEqualTo("droid");
        assertThat(of(aloha())).isEqualTo("aloha");
        assertThat(of(new OpenpiMap.Builder()
                        .array("observation/state", NdArray.floats(EIGHT, 8))
                        .array("observation/third", PICTURE)))
                .isEqualTo("ours");
        assertThat(of(new OpenpiMap.Builder()
                        .array("observation/state", NdArray.floats(EIGHT, 8))
                        .binary("observation/image", new byte[] {1})))
                .as("a camera of ours that is called as LIBERO's is, in JPEG")
                .isEqualTo("ours");
    }

    @Test
    void readALiberoClient() {
        Embodiment.Observed observed = embodiment("libero").observed(frame(libero()));

        assertThat(observed.pictures()).containsOnlyKeys("third", "wrist");
        assertThat(observed.state()).isEqualTo(EIGHT);
        assertThat(observed.prompt()).isEqualTo("go");
    }

    @Test
    void readADroidClientWhoseGripperIsOneNumber() {
        Embodiment.Observed observed = embodiment("droid").observed(frame(droid()));

        assertThat(observed.state()).isEqualTo(Vec.of(0, 0, 0, 0, 0, 0, 0, 0.5f));
    }

    /** The simulation sends one camera of four, channels first. */
    @Test
    void readAnAlohaClientWithOneCamera() {
        Embodiment.Observed observed = embodiment("aloha").observed(frame(aloha()));

        assertThat(observed.pictures()).isEqualTo(Map.of("cam_high", new Rgb(1, 2, Bytes.of(new byte[] {1, 3, 5, 2, 4, 6
        }))));
    }

    @Test
    void refuseWhatDoesNotFitWithOneLine() {
        assertThatThrownBy(() -> embodiment("libero")
                        .observed(frame(libero().array("observation/state", NdArray.floats(Vec.of(1, 2), 2)))))
                .hasMessage("'observation/state' has 2 elements, libero has 8");
        assertThatThrownBy(() -> embodiment("libero")
                        .observed(frame(libero().array("observation/image", NdArray.floats(Vec.of(0, 0, 0), 1, 1, 3)))))
                .hasMessage(
                        "'observation/image' is a picture of <f4; send |u1, 0 to 255, as image_tools.convert_to_uint8 does");
        assertThatThrownBy(() -> embodiment("libero")
                        .observed(frame(libero().array("observation/image", NdArray.bytes(new byte[4], 2, 2)))))
                .hasMessage("'observation/image' has shape [2, 2], must be [height, width, 3] or [3, height, width]");
        assertThatThrownBy(() -> embodiment("droid")
                        .observed(frame(droid().array(
                                        "observation/joint_position",
                                        NdArray.floats(Vec.of(1, 2, 3, 4, 5, 6, Float.NaN), 7)))))
                .hasMessage("'observation/joint_position' is NaN at element 6, must be finite");
    }

    /** What we ask is read as it was meant by the same file. */
    @Test
    void askInTheTermsThatTheyAnswerIn() {
        for (Embodiment embodiment : SHIPPED.all()) {
            Vec felt = Vec.of(new float[embodiment.proprioception()]);
            Rgb black = new Rgb(4, 4, Bytes.of(new byte[4 * 4 * 3]));
            Map<String, Rgb> pictures = new HashMap<>();
            embodiment.cameras().keySet().forEach(camera -> pictures.put(camera, black));

            Embodiment.Observed heard = embodiment.observed(frame(embodiment.observation(pictures, felt, "go")));

            assertThat(heard.state()).isEqualTo(felt);
            assertThat(heard.prompt()).isEqualTo("go");
            assertThat(heard.pictures()).containsOnlyKeys(embodiment.cameras().keySet());
            embodiment
                    .cameras()
                    .forEach((name, camera) -> assertThat(heard.pictures().get(name))
                            .isEqualTo(new Rgb(
                                    camera.pixels(),
                                    camera.pixels(),
                                    Bytes.of(new byte[camera.pixels() * camera.pixels() * 3]))));
        }
    }

    @Test
    void needEveryCameraWhenTheyAsk() {
        assertThatThrownBy(() -> embodiment("libero").observation(Map.of(), EIGHT, "go"))
                .hasMessage("'observation/third' is missing");
    }

    @Test
    void sayWhatIsWrongWithAFile() {
        String good = "{name: a, description: b, prompt: p, cameras: {third: {at: [x], layout: HWC, pixels: 224}},"
                + " state: [{key: s, from: 0, count: 2}], actions: {columns: 2, executeSteps: 1, elements: [%s]}}";
        assertThatThrownBy(() -> read(String.format(good, "{column: 0, scale: 0, offset: 0, binary: false}")))
                .hasMessage("a.yaml is no embodiment: actions: scale must be a number other than 0, offset a number");
        assertThatThrownBy(() -> read(String.format(good, "{column: 2, scale: 1, offset: 0, binary: false}")))
                .hasMessageStartingWith(
                        "a.yaml is no embodiment: actions: at least one element, each of another column");
        assertThatThrownBy(() ->
                        read(String.format(good, "{column: 0, scale: 1, offset: 0, binary: false, absoluteOf: 2}")))
                .hasMessage("a.yaml is no embodiment: actions: absoluteOf must be 0 to 1");
        assertThatThrownBy(() -> read("{name: a}")).hasMessageStartingWith("a.yaml is no embodiment: ");
        assertThatThrownBy(() -> read("][")).hasMessageStartingWith("a.yaml is no embodiment: ");
    }

    private static void read(String yaml) throws IOException {
        var unused = Embodiments.read("a.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static String of(OpenpiMap.Builder frame) {
        return SHIPPED.of(frame(frame)).map(Embodiment::name).orElse("ours");
    }

    private static Embodiment embodiment(String name) {
        return SHIPPED.named(name).orElseThrow();
    }

    private static OpenpiMap frame(OpenpiMap.Builder frame) {
        return OpenpiMap.decode(frame.encode());
    }

    private static OpenpiMap.Builder libero() {
        return new OpenpiMap.Builder()
                .array("observation/state", NdArray.floats(EIGHT, 8))
                .array("observation/image", PICTURE)
                .array("observation/wrist_image", PICTURE)
                .text("prompt", "go");
    }

    private static OpenpiMap.Builder droid() {
        return new OpenpiMap.Builder()
                .array("observation/exterior_image_1_left", PICTURE)
                .array("observation/wrist_image_left", PICTURE)
                .array("observation/joint_position", NdArray.floats(Vec.of(new float[7]), 7))
                .number("observation/gripper_position", 0.5)
                .text("prompt", "go");
    }

    private static OpenpiMap.Builder aloha() {
        return new OpenpiMap.Builder()
                .array("state", NdArray.floats(Vec.of(new float[14]), 14))
                .map(
                        "images",
                        new OpenpiMap.Builder()
                                .array("cam_high", NdArray.bytes(new byte[] {1, 2, 3, 4, 5, 6}, 3, 1, 2)));
    }
}
