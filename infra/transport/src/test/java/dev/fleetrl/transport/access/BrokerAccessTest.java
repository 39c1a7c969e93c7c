package dev.fleetrl.transport.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.SiteId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerAccessTest {
    private static final String ROBOT = BrokerAccess.name(new SiteId("home"), new RobotId("r1"));
    private static final String OWN = "fleetrl/v1/home/r1/";
    private static final String OTHERS = "fleetrl/v1/home/r2/";

    @ParameterizedTest
    @ValueSource(strings = {"birth", "connection", "state", "steps", "video", "help", "ack"})
    void aRobotWritesWhatItSaysAndNobodyElseDoesForIt(String topic) {
        assertThat(BrokerAccess.mayWrite(ROBOT, OWN + topic)).isTrue();
        assertThat(BrokerAccess.mayWrite(ROBOT, OTHERS + topic)).isFalse();
        assertThat(BrokerAccess.mayWrite("elsewhere/r1", OWN + topic)).isFalse();
        assertThat(BrokerAccess.mayRead(ROBOT, OWN + topic)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cmd", "teleop", "stored"})
    void aRobotReadsWhatItIsToldAndNobodyElseIs(String topic) {
        assertThat(BrokerAccess.mayRead(ROBOT, OWN + topic)).isTrue();
        assertThat(BrokerAccess.mayRead(ROBOT, OTHERS + topic)).isFalse();
        assertThat(BrokerAccess.mayRead(ROBOT, "fleetrl/v1/home/+/" + topic)).isFalse();
        assertThat(BrokerAccess.mayWrite(ROBOT, OWN + topic)).isFalse();
    }

    @Test
    void aRobotHearsOfTheHostAndIsNotIt() {
        assertThat(BrokerAccess.mayRead(ROBOT, "fleetrl/v1/home/host")).isTrue();
        assertThat(BrokerAccess.mayWrite(ROBOT, "fleetrl/v1/home/host")).isFalse();
    }

    @Test
    void theServicesCommandAndThePageCannotCallRecordsStored() {
        assertThat(BrokerAccess.mayWrite(BrokerAccess.PAGE, OWN + "teleop")).isTrue();
        assertThat(BrokerAccess.mayWrite(BrokerAccess.PAGE, OWN + "stored")).isFalse();
        assertThat(BrokerAccess.mayWrite(BrokerAccess.CONTROLLER, OWN + "stored"))
                .isTrue();
        assertThat(BrokerAccess.mayWrite(BrokerAccess.CONTROLLER, OWN + "teleop"))
                .isFalse();
        assertThat(BrokerAccess.mayRead(BrokerAccess.CONTROLLER, "fleetrl/v1/home/+/steps"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+/+", "home/+", "#", "home/#"})
    void aNameWithAWildcardIsNobody(String name) {
        assertThat(BrokerAccess.mayWrite(name, OWN + "state")).isFalse();
        assertThat(BrokerAccess.mayRead(name, OWN + "cmd")).isFalse();
        assertThat(BrokerAccess.mayRead(name, "fleetrl/v1/home/host")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"#", "fleetrl/#", "fleetrl/v1/home/#", "fleetrl/v1/home/r1/#", "fleetrl/v1/home/r1/+", "+/+/+/+"
            })
    void whatStandsForMoreThanIsAllowedIsRefused(String filter) {
        assertThat(BrokerAccess.mayRead(ROBOT, filter)).isFalse();
        assertThat(BrokerAccess.mayRead(BrokerAccess.CONTROLLER, filter)).isFalse();
        assertThat(BrokerAccess.mayWrite(BrokerAccess.CONTROLLER, filter)).isFalse();
    }

    @Test
    void strangersMayNothing() {
        assertThat(BrokerAccess.mayRead("", OWN + "cmd")).isFalse();
        assertThat(BrokerAccess.mayWrite("r1", OWN + "state")).isFalse();
    }
}
