package dev.fleetrl.policy.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
    @TempDir
    Path folder;

    @Test
    void makesItsKeyOnceAndForItsOwnerAlone() throws IOException {
        SigningKey first = SigningKey.open(folder);
        SigningKey second = SigningKey.open(folder);

        assertThat(second.sign(new byte[] {1})).isEqualTo(first.sign(new byte[] {1}));
        assertThat(Files.getPosixFilePermissions(folder.resolve("identity/policy-key.pem")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void trustsNoFileWithoutAKey() throws IOException {
        Path empty = Files.writeString(folder.resolve("nothing.pem"), "nothing");

        assertThatThrownBy(() -> TrustedKeys.read(List.of(empty)))
                .hasMessage(empty + " holds no public key; name a policy-key.pub.pem in serving.trustedKeys");
    }
}
