package dev.fleetrl.local.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.local.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerFolderTest {
    @TempDir
    Path parent;

    @Test
    void remembersAPortThatWasChosenFreely() {
        int first;
        try (BrokerFolder folder = BrokerFolder.open(parent.resolve("broker"))) {
            first = folder.port("mqtt", 0);
        }

        try (BrokerFolder again = BrokerFolder.open(parent.resolve("broker"))) {
            assertThat(again.port("mqtt", 0)).isEqualTo(first);
        }
    }

    @Test
    void choosesAnotherPortWhenThatOfLastTimeIsTaken() throws IOException {
        try (BrokerFolder folder = BrokerFolder.open(parent.resolve("broker"));
                ServerSocket other = new ServerSocket(folder.port("mqtt", 0), 1, InetAddress.getLoopbackAddress())) {
            assertThat(folder.port("mqtt", 0)).isNotEqualTo(other.getLocalPort());
        }
    }

    @Test
    void refusesAPortThatIsInUse() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                BrokerFolder folder = BrokerFolder.open(parent.resolve("broker"))) {
            assertThatThrownBy(() -> folder.port("mqtt", other.getLocalPort()))
                    .isInstanceOf(UserError.class)
                    .hasMessage("port " + other.getLocalPort()
                            + " is in use; stop what uses it, or choose another (0: any)");
        }
    }

    @Test
    void refusesAFolderThatAnotherHolds() {
        try (BrokerFolder held = BrokerFolder.open(parent.resolve("broker"))) {
            assertThat(held.resolve("lock")).exists();
            assertThatThrownBy(() -> BrokerFolder.open(parent.resolve("broker")))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("another FleetRL runs on");
        }
    }

    @Test
    void refusesAFolderThatCannotBeWritten() throws IOException {
        Path file = Files.createFile(parent.resolve("a-file"));

        assertThatThrownBy(() -> BrokerFolder.open(file.resolve("broker")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("cannot write to " + file);
    }
}
