package dev.fleetrl.robot.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DelayWindowTest {
    private final DelayWindow window = new DelayWindow();

    @Test
    void expectsOneStepBeforeTheFirstAnswer() {
        assertThat(window.expected()).isEqualTo(1);
    }

    @Test
    void expectsTheLongestOfTheLastTen() {
        window.add(5);
        for (int i = 0; i < 9; i++) {
            window.add(2);
        }
        assertThat(window.expected()).isEqualTo(5);

        window.add(2);
        assertThat(window.expected()).isEqualTo(2);
    }
}
