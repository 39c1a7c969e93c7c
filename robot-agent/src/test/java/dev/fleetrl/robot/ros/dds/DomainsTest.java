package dev.fleetrl.robot.ros.dds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class DomainsTest {
    @Test
    void passesOverADomainThatSomebodyHasJoined() throws Exception {
        List<Integer> before = Domains.unused(2);
        int wanted = before.get(0);

        try (DatagramSocket joined = new DatagramSocket(Profiles.unicastPort(wanted, 0))) {
            assertThat(joined.isBound()).isTrue();
            assertThat(Domains.unused(2)).doesNotContain(wanted);
        }
        assertThat(Domains.unused(0)).isEmpty();
    }

    @Test
    void refusesMoreThanThereAre() {
        assertThatThrownBy(() -> Domains.unused(102))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unused");
    }
}
