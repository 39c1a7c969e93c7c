package dev.fleetrl.transport.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class PatientSocketsTest {
    @Test
    void sendAtOnce() throws IOException {
        try (Socket socket = new PatientSockets().createSocket()) {
            assertThat(socket.getTcpNoDelay()).isTrue();
        }
    }
}
