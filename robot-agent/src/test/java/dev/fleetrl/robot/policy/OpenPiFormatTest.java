package dev.fleetrl.robot.policy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.PolicyVersion;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenPiFormatTest {
    /** Claims of billions of elements, a nest, and a shape whose product overflows to the size of what is there. */
    @Test
    void refusesAnAnswerThatClaimsMoreThanItHolds() {
        byte[] nest = new byte[200_000];
        Arrays.fill(nest, (byte) 0x91);
        String actions = "81a7616374696f6e73" + "83a464617461c400" + "a56474797065a33c6634" + "a57368617065";
        for (byte[] frame : List.of(
                HexFormat.of().parseHex("df7fffffff"),
                HexFormat.of().parseHex("81a161dd7fffffff"),
                nest,
                HexFormat.of().parseHex(actions + "92ce40000000" + "04"),
                HexFormat.of().parseHex(actions + "92ffff"))) {
            assertThatThrownBy(() -> OpenPiFormat.answer(frame, new PolicyVersion("base")))
                    .isInstanceOf(IOException.class);
        }
    }
}
